package katas.webhooks.web;

/**
 * What is sent again.
 *
 * @param deliveries how many
 */
record Again(int deliveries) {}
