package katas.lab.cli.doctor;

/**
 * What the doctor found out about one thing.
 *
 * @param fix what to do about it; empty when all is well
 */
public record Finding(Severity severity, String what, String fix) {

    /** How much it matters. */
    public enum Severity {
        FINE,
        /** The lab runs, with less comfort. */
        NOTE,
        /** The lab cannot run. */
        FATAL
    }

    static Finding fine(String what) {
        return new Finding(Severity.FINE, what, "");
    }

    static Finding note(String what, String fix) {
        return new Finding(Severity.NOTE, what, fix);
    }

    static Finding fatal(String what, String fix) {
        return new Finding(Severity.FATAL, what, fix);
    }
}
