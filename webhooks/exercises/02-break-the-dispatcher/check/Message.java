/** What was accepted. */
record Message(String id, String body) {}
