package katas.ratelimiter;

/** Writes definitions as text and reads them back. */
public interface PolicyFormat {
    String write(PolicyDefinition definition);

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InvalidPolicy if the text is no definition
     */
    PolicyDefinition read(String text);
}
