package katas.shopping.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import katas.shopping.effect.DeadLetters;
import katas.shopping.effect.DeadLetters.DeadLetter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "shop")
@RequestMapping(path = "/v1/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
class DeadLetterController {
    private final DeadLetters letters;

    DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    @GetMapping
    @Operation(summary = "Lists sequences of messages that wait behind one that could not be handled (admin)")
    Letters list() {
        return new Letters(letters.list().stream().map(LetterView::of).toList());
    }

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
