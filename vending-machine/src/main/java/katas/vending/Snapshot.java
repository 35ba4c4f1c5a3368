package katas.vending;

/**
 * A machine as it was stored.
 *
 * @param version how often it has changed, 1 for the installation
 */
public record Snapshot(String id, long version, Machine machine) {}
