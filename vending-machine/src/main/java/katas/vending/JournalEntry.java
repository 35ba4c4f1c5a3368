package katas.vending;

import java.time.Instant;

/**
 * One event in a machine's journal.
 *
 * @param number from 1, without gaps
 * @param version the machine's version after the command that caused it
 * @param command id of that command
 */
public record JournalEntry(long number, long version, Instant at, String command, Event event) {}
