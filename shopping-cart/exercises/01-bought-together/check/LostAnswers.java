import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.api.sync.RedisCommands;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection that gets no answer at times: to every other of these commands because it got lost itself. */
final class LostAnswers {

    private LostAnswers() {}

    /** @param every one of how many commands gets no answer */
    @SuppressWarnings("unchecked")
    static RedisCommands<String, String> of(RedisCommands<String, String> redis, int every) {
        var calls = new AtomicInteger();
        return (RedisCommands<String, String>) Proxy.newProxyInstance(
                LostAnswers.class.getClassLoader(),
                new Class<?>[] {RedisCommands.class},
                (proxy, method, arguments) -> {
                    int call = calls.incrementAndGet();
                    if (call % (2 * every) == 0) {
                        throw new RedisCommandTimeoutException("there is no answer");
                    }
                    Object answer;
                    try {
                        answer = method.invoke(redis, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (call % every == 0) {
                        throw new RedisCommandTimeoutException("there is no answer");
                    }
                    return answer;
                });
    }
}
