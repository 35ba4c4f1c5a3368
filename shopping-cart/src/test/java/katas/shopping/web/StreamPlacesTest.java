package katas.shopping.web;

import static katas.shopping.web.StreamPlaces.Entry.FULL;
import static katas.shopping.web.StreamPlaces.Entry.GRANTED;
import static katas.shopping.web.StreamPlaces.Entry.TOO_MANY_ALIKE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamPlacesTest {
    private final StreamPlaces places = new StreamPlaces(6, 2, 3);

    @Test
    void one_order_takes_no_more_than_its_share_of_the_places() {
        assertThat(places.enter("ord_1", "ann")).isEqualTo(GRANTED);
        assertThat(places.enter("ord_1", "bob")).isEqualTo(GRANTED);
        assertThat(places.enter("ord_1", "eve")).isEqualTo(TOO_MANY_ALIKE);

        assertThat(places.enter("ord_2", "eve")).isEqualTo(GRANTED);
    }

    @Test
    void one_source_takes_no_more_than_its_share_of_the_places_whatever_it_follows() {
        for (int order = 0; order < 3; order++) {
            assertThat(places.enter("ord_" + order, "eve")).isEqualTo(GRANTED);
        }
        assertThat(places.enter("ord_3", "eve")).isEqualTo(TOO_MANY_ALIKE);

        assertThat(places.enter("ord_3", "ann")).isEqualTo(GRANTED);
    }

    @Test
    void there_are_only_so_many_places_for_all_and_one_becomes_free_again() {
        for (int caller = 0; caller < 6; caller++) {
            assertThat(places.enter("ord_" + caller, "caller " + caller)).isEqualTo(GRANTED);
        }
        assertThat(places.enter("ord_6", "ann")).isEqualTo(FULL);
        assertThat(places.taken()).isEqualTo(6);

        places.leave("ord_0", "caller 0");

        assertThat(places.enter("ord_6", "ann")).isEqualTo(GRANTED);
    }

    @Test
    void who_leaves_makes_room_for_the_same_again() {
        for (int visit = 0; visit < 10; visit++) {
            assertThat(places.enter("ord_1", "ann")).isEqualTo(GRANTED);
            places.leave("ord_1", "ann");
        }
        assertThat(places.taken()).isZero();
    }
}
