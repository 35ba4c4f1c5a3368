package katas.shopping.effect;

/** A list of names, each with an instant at which somebody wants to look at it. Every shard has its own of each. */
public record Agenda(String name) {}
