package katas.shopping.effect;

/** Makes effects happen, each as a whole or not at all. */
public interface Effects {

    /**
     * Makes an effect happen, unless something speaks against it.
     *
     * @throws katas.shopping.StoreUnavailable if it may have happened or not: whoever may not do it twice asks again with
     *     an effect that happens {@linkplain Effect#once once}, or looks at the documents
     */
    Applied apply(Effect effect);

    /** What became of an effect. */
    enum Applied {
        DONE,
        /** The message had its effect already. */
        REPEATED,
        /** A document was not as expected: to be decided again. */
        STALE,
        /** An earlier message of the sequence waits in the dead letters, so this one must wait behind it. */
        PARKED
    }
}
