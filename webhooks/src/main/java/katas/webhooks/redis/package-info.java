/**
 * Endpoints, deliveries, bodies and what is known of them, in Redis.
 *
 * <p>All that is a tenant's is in its shard, and so in one slot. The names of a shard's keys begin with {@code
 * webhooks:{05}:}, and go on like this:
 *
 * <ul>
 *   <li>{@code endpoint:ep} – hash: version {@code n}, settings as JSON, sealed keys; whether it is enabled, and its rate limit,
 *       breaker and leases, for scripts; goes with its endpoint
 *   <li>{@code endpoints:tenant} – hash: of each endpoint when it came and what it wants; {@code directory:tenant} – a number
 *       that grows when one of them changes; both stay
 *   <li>{@code message:msg} – hash; {@code idempotency:tenant:digest} – hash: what a key stands for; both expire
 *   <li>{@code delivery:msg:ep} – hash: how far it has come; {@code deliveries:msg} – its endpoints; {@code attempts:msg} – list
 *       of all attempts, as JSON; {@code history:ep} – its messages, by when they were accepted; all expire
 *   <li>{@code queue:ep}, {@code replays:ep} – live messages and those to be sent again, by when they are due; go with their
 *       endpoint
 *   <li>{@code leases:ep}, {@code leased:ep} – attempts under way: when each is given up, and the number of its lease; go with
 *       their endpoint; {@code under-way:tenant} – all of a tenant's; what has ended is taken out
 *   <li>{@code keyed:ep} – the key of each message that is in order; {@code busy:ep} – of each key the message that is first;
 *       both go with their endpoint; {@code behind:ep:key} – list of those behind it; goes with its endpoint, and expires
 *   <li>{@code ready:tenant}, {@code waking}, {@code turns} – endpoints and tenants, by when somebody should look at them; who
 *       has nothing to send is taken out; {@code turn} – number of the latest turn; stays
 *   <li>{@code dead:tenant} – dead letters, by when they died; those that are forgotten are taken out, and all expire; {@code
 *       events:tenant} – stream of what happens; expires
 *   <li>{@code visited:dispatcher} – list: what one was told to attempt last, in case it did not hear it; expires
 *   <li>{@code clock} – the latest moment seen; stays
 * </ul>
 *
 * <p>No script makes an endpoint anew that is gone.
 *
 * <p>A delivery has the retention to arrive, and is remembered for the retention after it has ended:
 *
 * <ul>
 *   <li>What has been due for so long is a dead letter, whether its endpoint is disabled, slow, or nobody was there; so is
 *       what would be tried again only after that. What waits behind another of its key is due since it came.
 *   <li>Its time begins anew when it is sent again, and when its endpoint is enabled and catches up.
 *   <li>While it waits it expires the retention and a day after it is due, and behind another twice the retention and a day
 *       after it came: later than whoever is before it can end. When it has ended, it expires after the retention. Its
 *       message, attempts and list of endpoints never expire before it.
 *   <li>An idempotency key expires after a day, what a message is known by after the retention and a day at the earliest.
 * </ul>
 *
 * <p>Of what an endpoint answers a mebibyte a day is kept; of attempts beyond, that they were, and how they ended.
 */
@NullMarked
package katas.webhooks.redis;

import org.jspecify.annotations.NullMarked;
