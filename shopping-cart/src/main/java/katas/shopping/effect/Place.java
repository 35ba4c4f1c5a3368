package katas.shopping.effect;

/**
 * Where a document lies.
 *
 * @param shard what changes together lies in one shard
 * @param name such as {@code cart:cart_01ka…}: the kind of document, and whose it is
 */
public record Place<T>(int shard, String name, Class<T> type) {}
