package katas.shopping.view;

/** What a view knows under a key. */
public sealed interface Row permits CartRow, Demand {}
