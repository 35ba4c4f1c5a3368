package katas.webhooks;

/** Ends a thread as kill -9 ends a process: nothing that catches exceptions goes on. */
public final class Crashed extends Error {
    private static final long serialVersionUID = 1;
}
