import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.api.sync.RedisCommands;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What a process runs on: its connection to Redis, and its end.
 *
 * <p>Commands are counted on the thread that receives. Those of other threads can be made late: what is left to them is not
 * done when the answer goes out.
 */
final class Machine {

    private static final long LATE_NANOS = 20_000_000;

    private final RedisCommands<String, String> redis;
    private final Thread receiving = Thread.currentThread();
    private volatile boolean dead;
    private volatile boolean othersAreLate;
    private boolean receives;
    private final AtomicInteger othersCommands = new AtomicInteger();
    private int commands;
    private int lastCommand = Integer.MAX_VALUE;
    private boolean lastIsExecuted;
    private int unanswered = Integer.MAX_VALUE;
    private boolean unansweredIsExecuted;
    private int gapAfter = Integer.MAX_VALUE;
    private Runnable inGap = () -> {};

    Machine(RedisCommands<String, String> redis) {
        this.redis = redis;
    }

    /** Counts commands from now on: the process has begun, and receives. */
    void receives() {
        receives = true;
    }

    /** Ends the process: it sends no command any more. */
    void kill() {
        dead = true;
    }

    boolean dead() {
        return dead;
    }

    /** Lets it die at a command, from 1: after Redis has executed it, or before. */
    Machine dyingAt(int command, boolean executed) {
        lastCommand = command;
        lastIsExecuted = executed;
        return this;
    }

    /** Lets a command, from 1, and all after it have no answer: they are executed, or not. */
    Machine withoutAnswersFrom(int command, boolean executed) {
        unanswered = command;
        unansweredIsExecuted = executed;
        return this;
    }

    /** Lets something happen, once, when a command, from 1, is executed and its answer is not there yet. */
    Machine inGapAfter(int command, Runnable action) {
        gapAfter = command;
        inGap = action;
        return this;
    }

    Machine withLateThreads() {
        othersAreLate = true;
        return this;
    }

    void mend() {
        unanswered = Integer.MAX_VALUE;
    }

    /** Returns how many commands other threads have sent than the one that receives. */
    int commandsOfOthers() {
        return othersCommands.get();
    }

    @SuppressWarnings("unchecked")
    RedisCommands<String, String> connection() {
        return (RedisCommands<String, String>) Proxy.newProxyInstance(
                Machine.class.getClassLoader(),
                new Class<?>[] {RedisCommands.class},
                (_, method, arguments) -> send(method, arguments));
    }

    private Object send(Method method, Object[] arguments) throws Throwable {
        if (Thread.currentThread() != receiving || !receives) {
            if (othersAreLate) {
                LockSupport.parkNanos(LATE_NANOS);
            }
            dieIf(dead);
            try {
                return execute(method, arguments);
            } finally {
                othersCommands.incrementAndGet();
            }
        }
        commands++;
        dieIf(dead || commands == lastCommand && !lastIsExecuted);
        var answer = commands < unanswered || unansweredIsExecuted ? execute(method, arguments) : null;
        if (commands >= unanswered) {
            throw new RedisCommandTimeoutException("there is no answer");
        }
        dieIf(commands == lastCommand);
        if (commands == gapAfter) {
            gapAfter = Integer.MAX_VALUE;
            inGap.run();
        }
        return answer;
    }

    private void dieIf(boolean end) {
        if (end) {
            dead = true;
            throw new Died();
        }
    }

    private Object execute(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(redis, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
