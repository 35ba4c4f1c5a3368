package katas.shopping.kafka;

import java.util.List;

/** The relays of this process, one for each context that it plays. */
record Relays(List<Relay> all) {}
