package katas.shopping.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import katas.shopping.effect.DeadLetters;
import katas.shopping.effect.DeadLetters.DeadLetter;
import katas.shopping.effect.Redrives;
import katas.shopping.effect.Redrives.Drop;
import katas.shopping.effect.Redrives.Redrive;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "shop")
@RequestMapping(path = "/v1/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
class DeadLetterController {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterController.class);
    private static final int MAX_PAGE = 100;

    private final DeadLetters letters;
    private final Redrives redrives;

    DeadLetterController(DeadLetters letters, Redrives redrives) {
        this.letters = letters;
        this.redrives = redrives;
    }

    @GetMapping
    @Operation(summary = "Lists sequences of messages that wait behind one that could not be handled (admin)")
    Letters list(@RequestParam(defaultValue = "20") int limit, @RequestParam(defaultValue = "") String cursor) {
        var page = letters.list(LetterCursors.read(cursor), Checks.inRange("limit", limit, 1, MAX_PAGE));
        return new Letters(page.letters().stream().map(LetterView::of).toList(), LetterCursors.write(page.next()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a sequence that waits; its ETag names the first message (admin)")
    ResponseEntity<LetterView> show(@PathVariable String id) {
        var letter = letters.find(id).orElseThrow(DeadLetterController::absent);
        return ResponseEntity.ok().eTag(ETags.of(letter.head())).body(LetterView.of(letter));
    }

    @DeleteMapping("/{id}/head")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Drops the first message of a sequence, which then never has its effect; those behind it wait for"
                    + " a redrive (admin)")
    void drop(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        switch (redrives.drop(id, ETags.position(ifMatch))) {
            // not its key, which opens a cart
            case Drop.Dropped(var head) -> log.info("dead letter is dropped position={}", head.position());
            case Drop.OtherHead(var letter) -> throw changed(letter);
            case Drop.Absent _ -> throw absent();
        }
    }

    @PostMapping("/{id}/redrive")
    @Operation(summary = "Has a sequence handled from its first message on, until one cannot be (admin)")
    Redriven redrive(@PathVariable String id) {
        return switch (redrives.redrive(id)) {
            case Redrive.Through(long handled) -> new Redriven(handled, 0);
            case Redrive.Halfway(long handled, long waiting) -> new Redriven(handled, waiting);
            case Redrive.Stuck(long _, var letter) -> throw stuck(letter);
            case Redrive.Absent _ -> throw absent();
            case Redrive.PlayedElsewhere(var consumer) ->
                throw Problems.thrown(
                        HttpStatus.CONFLICT, "only a process that plays the consumer %s can".formatted(consumer));
        };
    }

    private static ErrorResponseException absent() {
        return Problems.thrown(HttpStatus.NOT_FOUND, "nothing waits under this id");
    }

    private static ErrorResponseException changed(DeadLetter letter) {
        var changed = Problems.thrown(HttpStatus.PRECONDITION_FAILED, "another message is the first now");
        changed.getHeaders().setETag(ETags.of(letter.head()));
        return changed;
    }

    private static ErrorResponseException stuck(DeadLetter letter) {
        var problem = Problems.named("still-sick", HttpStatus.CONFLICT, "the first that waits cannot be handled yet");
        problem.setProperty("letter", LetterView.of(letter));
        return Problems.thrown(problem);
    }

    /**
     * What a redrive has done.
     *
     * @param handled how many messages had their effect, at most 10,000
     * @param waiting how many wait still, for another redrive
     */
    record Redriven(long handled, long waiting) {}

    /** @param next cursor of the page that follows; null after the last */
    record Letters(List<LetterView> items, @Nullable String next) {}

    /**
     * A sequence that waits.
     *
     * @param offset of the message that could not be handled
     * @param waiting how many messages wait, that one included
     */
    record LetterView(
            String id,
            String consumer,
            String key,
            String topic,
            int partition,
            long offset,
            String reason,
            Instant since,
            long waiting) {
        static LetterView of(DeadLetter letter) {
            var head = letter.head();
            return new LetterView(
                    letter.id(),
                    letter.consumer(),
                    letter.key(),
                    head.topic(),
                    head.partition(),
                    head.offset(),
                    letter.reason(),
                    letter.since(),
                    letter.waiting());
        }
    }
}
