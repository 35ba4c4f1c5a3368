package katas.ratelimiter;

/** What becomes of calls while nobody can count them. */
public enum OnOutage {
    /** All pass, uncounted. */
    OPEN,
    /** None passes. */
    CLOSED,
    /** Each replica counts alone, with its share of the limit. */
    LOCAL
}
