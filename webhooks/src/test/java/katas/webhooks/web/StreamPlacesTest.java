package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import katas.webhooks.web.StreamPlaces.Entry;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {
    private final StreamPlaces places = new StreamPlaces(3, 2);

    @Test
    void a_tenant_has_no_more_places_than_it_may_have() {
        places.enter("a");
        places.enter("a");

        assertThat(places.enter("a")).isEqualTo(Entry.TOO_MANY_ALIKE);
        assertThat(places.enter("b")).isEqualTo(Entry.GRANTED);
    }

    @Test
    void there_are_no_more_places_than_there_may_be() {
        places.enter("a");
        places.enter("a");
        places.enter("b");

        assertThat(places.enter("c")).isEqualTo(Entry.FULL);
        assertThat(places.taken()).isEqualTo(3);
    }

    @Test
    void who_was_refused_takes_no_place() {
        places.enter("a");
        places.enter("a");
        places.enter("a");

        assertThat(places.taken()).isEqualTo(2);
        assertThat(places.enter("b")).isEqualTo(Entry.GRANTED);
    }

    @Test
    void a_place_that_was_left_is_free_again() {
        places.enter("a");
        places.enter("a");
        places.leave("a");

        assertThat(places.enter("a")).isEqualTo(Entry.GRANTED);
        places.leave("a");
        places.leave("a");
        assertThat(places.taken()).isZero();
    }
}
