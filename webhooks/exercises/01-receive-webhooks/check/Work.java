/** What a message is for: the part that belongs to the shop. */
@FunctionalInterface
interface Work {

    /**
     * Does what a message asks for: at once, or in a minute, or not at all this time.
     *
     * @param body to the byte as it was sent
     * @throws RuntimeException if it has failed: it may succeed when it is tried again
     */
    void handle(String messageId, byte[] body);
}
