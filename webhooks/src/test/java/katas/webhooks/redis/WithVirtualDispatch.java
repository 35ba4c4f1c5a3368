package katas.webhooks.redis;

import katas.lab.testing.RedisHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of dispatching begin and end with. */
abstract class WithVirtualDispatch {
    VirtualDispatch dispatch;

    @BeforeEach
    void open(RedisHandle redis) {
        dispatch = new VirtualDispatch(redis);
    }

    @AfterEach
    void close() {
        dispatch.close();
    }
}
