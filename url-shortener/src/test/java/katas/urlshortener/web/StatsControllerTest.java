package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import katas.urlshortener.ClickStats;
import katas.urlshortener.Links;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

class StatsControllerTest {
    private final List<String> called = new ArrayList<>();
    private final ClickStats stats = noting(ClickStats.class);
    private final Links links = noting(Links.class);

    @Test
    void counts_that_the_log_cannot_make_anew_are_not_forgotten() {
        var controller = new StatsController(links, stats, () -> false, InstantSource.system());

        var refused = catchThrowableOfType(ErrorResponseException.class, controller::rebuild);

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(called).isEmpty();
    }

    @Test
    void counts_that_the_log_can_make_anew_are() {
        new StatsController(links, stats, () -> true, InstantSource.system()).rebuild();

        assertThat(called).containsExactly("rebuild");
    }

    private <T> T noting(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> {
            called.add(method.getName());
            return null;
        }));
    }
}
