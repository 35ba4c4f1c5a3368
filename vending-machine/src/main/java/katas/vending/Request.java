package katas.vending;

import org.jspecify.annotations.Nullable;

/**
 * A command and the circumstances under which it shall be executed.
 *
 * @param id the caller's own, unique for a machine within 24 hours
 * @param fingerprint tells two different requests with the same id apart
 * @param expectedVersion the version that the caller has seen; absent for whatever version there is
 * @param token what the caller is answered if this is the coin that opens a session; never stored with the machine
 */
public record Request(
        String id,
        String fingerprint,
        Command command,
        @Nullable Long expectedVersion,
        String token) {}
