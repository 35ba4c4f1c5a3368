package katas.shopping.order;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param deadline until an order is paid for, counted from when the customer asked for it; and as long again until nobody
 *     waits any more for what becomes of a payment that is to be voided
 * @param retention how long an order is kept once nothing more will happen to it; what was asked for longer ago than that
 *     and is not known is not begun again
 */
public record Terms(Duration deadline, Duration retention) {}
