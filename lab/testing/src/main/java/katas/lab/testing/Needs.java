package katas.lab.testing;

/** A server that a test class needs. */
public enum Needs {
    REDIS,
    KAFKA
}
