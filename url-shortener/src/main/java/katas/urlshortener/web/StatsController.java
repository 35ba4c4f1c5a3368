package katas.urlshortener.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import katas.urlshortener.ClickHistory;
import katas.urlshortener.ClickStats;
import katas.urlshortener.Links;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "clicks")
class StatsController {
    static final String REBUILD = "/v1/rollups/rebuild";

    private final Links links;
    private final ClickStats stats;
    private final ClickHistory history;
    private final InstantSource clock;

    StatsController(Links links, ClickStats stats, ClickHistory history, InstantSource clock) {
        this.links = links;
        this.stats = stats;
        this.history = history;
        this.clock = clock;
    }

    @GetMapping(path = LinkController.PATH + "/{code}/stats", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Counts the clicks of one of your links: the last 7 days unless told otherwise, in UTC")
    StatsView show(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "day") String interval,
            Authentication caller) {
        var span = StatsSpan.of(from, to, interval, clock.instant());
        var link = links.find(Codes.named(code), caller.getName()).orElseThrow(Codes::unknown);
        var name = link.link().code();
        return StatsView.of(name, span, stats.read(name, span.from(), span.to(), span.interval()));
    }

    @PostMapping(REBUILD)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Forgets all counts and makes them anew from the log of clicks (admin)")
    void rebuild() {
        if (!history.isWhole()) {
            throw Problems.thrown(
                    HttpStatus.CONFLICT,
                    "the log does not hold all clicks, or Kafka does not answer: counts would be lost");
        }
        stats.rebuild();
    }
}
