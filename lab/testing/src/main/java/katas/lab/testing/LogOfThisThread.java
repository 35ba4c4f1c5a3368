package katas.lab.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What a class logs on the thread that opened this, while it is open.
 *
 * <p>Other threads are left out: services that earlier tests started live on in this JVM, and log the same of the same
 * servers.
 */
public final class LogOfThisThread implements AutoCloseable {
    private final String thread = Thread.currentThread().getName();
    private final Logger logger;
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    private LogOfThisThread(Logger logger) {
        this.logger = logger;
    }

    /** Begins to listen to the logger of this class. */
    public static LogOfThisThread of(Class<?> type) {
        var log = new LogOfThisThread((Logger) LoggerFactory.getLogger(type));
        log.events.start();
        log.logger.addAppender(log.events);
        return log;
    }

    /** Returns the messages so far, oldest first. */
    public List<String> messages() {
        // the lock under which it appends
        synchronized (events) {
            return events.list.stream()
                    .filter(event -> event.getThreadName().equals(thread))
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }
    }

    @Override
    public void close() {
        logger.detachAppender(events);
    }
}
