package katas.urlshortener.web;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The first segments of all paths that this service serves itself: no link can be there. */
@Component
class OwnPaths {
    private final ApplicationContext context;
    private volatile @Nullable Set<String> segments;

    OwnPaths(ApplicationContext context) {
        this.context = context;
    }

    /** Returns them in lower case. Must not be called before the service is ready. */
    Set<String> firstSegments() {
        var known = segments;
        if (known == null) {
            var found = new HashSet<String>();
            context.getBeansOfType(HandlerMapping.class).values().stream()
                    .flatMap(OwnPaths::patterns)
                    .map(OwnPaths::firstSegment)
                    .filter(segment -> !segment.isEmpty())
                    .forEach(found::add);
            known = Collections.unmodifiableSet(found);
            segments = known;
        }
        return known;
    }

    private static Stream<String> patterns(HandlerMapping mapping) {
        return switch (mapping) {
            case RequestMappingInfoHandlerMapping methods ->
                methods.getHandlerMethods().keySet().stream()
                        .map(info -> info.getPatternValues())
                        .flatMap(Collection::stream);
            case AbstractUrlHandlerMapping urls -> urls.getHandlerMap().keySet().stream();
            default -> Stream.empty();
        };
    }

    private static String firstSegment(String pattern) {
        int end = pattern.indexOf('/', 1);
        var segment = pattern.substring(pattern.startsWith("/") ? 1 : 0, end < 0 ? pattern.length() : end);
        return segment.replace("*", "").toLowerCase(Locale.ROOT);
    }
}
