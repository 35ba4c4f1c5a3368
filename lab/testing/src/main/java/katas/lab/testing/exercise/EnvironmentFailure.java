package katas.lab.testing.exercise;

/** Says that something around the code is missing or broken, so that a test proved nothing about the code. */
public final class EnvironmentFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EnvironmentFailure(String message) {
        super(message);
    }

    public EnvironmentFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
