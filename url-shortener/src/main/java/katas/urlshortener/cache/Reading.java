package katas.urlshortener.cache;

/**
 * What a store held at some moment between the question and the answer.
 *
 * @param subscription tells if it changes after that moment
 */
public record Reading<V>(V value, Subscription subscription) {}
