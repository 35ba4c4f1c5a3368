package katas.webhooks.web;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Everything that is logged while this is open: of ours from DEBUG on, of others from INFO on. */
final class LogRecord implements AutoCloseable {
    private final Logger root = logger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = logger("katas");
    private final Level rootBefore = root.getLevel();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    LogRecord() {
        events.start();
        root.setLevel(Level.INFO);
        ours.setLevel(Level.DEBUG);
        root.addAppender(events);
    }

    /** Returns messages, stack traces and whatever a pattern could print of the context. */
    String text() {
        return events().stream()
                .map(event -> event.getLoggerName() + " " + event.getFormattedMessage() + " "
                        + event.getMDCPropertyMap() + " " + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        root.detachAppender(events);
        root.setLevel(rootBefore);
        ours.setLevel(null);
    }

    private List<ILoggingEvent> events() {
        // the lock under which it appends
        synchronized (events) {
            return List.copyOf(events.list);
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
