package katas.shopping.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import katas.shopping.effect.DeadLetters;
import katas.shopping.effect.DeadLetters.DeadLetter;
import katas.shopping.effect.Redrives;
import katas.shopping.effect.Redrives.Redrive;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "shop")
@RequestMapping(path = "/v1/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
class DeadLetterController {
    private final DeadLetters letters;
    private final Redrives redrives;

    DeadLetterController(DeadLetters letters, Redrives redrives) {
        this.letters = letters;
        this.redrives = redrives;
    }

    @GetMapping
    @Operation(summary = "Lists sequences of messages that wait behind one that could not be handled (admin)")
    Letters list() {
        return new Letters(letters.list().stream().map(LetterView::of).toList());
    }

    @PostMapping("/{id}/redrive")
    @Operation(summary = "Has a sequence handled from its first message on, until one cannot be (admin)")
    Redriven redrive(@PathVariable String id) {
        return switch (redrives.redrive(id)) {
            case Redrive.Through(long handled) -> new Redriven(handled);
            case Redrive.Stuck(long _, var letter) -> throw stuck(letter);
            case Redrive.Absent _ -> throw Problems.thrown(HttpStatus.NOT_FOUND, "nothing waits under this id");
            case Redrive.PlayedElsewhere(var consumer) ->
                throw Problems.thrown(
                        HttpStatus.CONFLICT, "only a process that plays the consumer %s can".formatted(consumer));
        };
    }

    private static ErrorResponseException stuck(DeadLetter letter) {
        var problem = Problems.named("still-sick", HttpStatus.CONFLICT, "the first that waits cannot be handled yet");
        problem.setProperty("letter", LetterView.of(letter));
        return Problems.thrown(problem);
    }

    /** @param handled how many messages had their effect */
    record Redriven(long handled) {}

    record Letters(List<LetterView> items) {}

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
