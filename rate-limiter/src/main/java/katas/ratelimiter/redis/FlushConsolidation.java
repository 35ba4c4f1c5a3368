package katas.ratelimiter.redis;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * Writes the commands of many callers to the socket in one system call.
 *
 * <p>Changes no decision: the same commands go out in the same order, only fewer packets carry them. Costs a lone
 * caller nothing, since whatever is waiting is flushed as soon as no more follows.
 */
final class FlushConsolidation implements NettyCustomizer {
    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline()
                .addFirst(new FlushConsolidationHandler(
                        FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true));
    }
}
