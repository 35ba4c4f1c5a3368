package katas.vending.json;

import katas.vending.Receipt;

/**
 * What is remembered of a command that was executed.
 *
 * @param fingerprint of the request, so that another one with the same id is not given its answer
 */
public record Remembered(String fingerprint, Receipt receipt) {}
