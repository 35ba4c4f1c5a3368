package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class BodyRoomTest {
    private static final int LONGEST = BodyLimit.MAX_MESSAGE_BYTES;

    private final BodyRoom room = new BodyRoom(2 * LONGEST, new ProblemWriter(new JsonMapper()));

    private MockHttpServletResponse post(int bytes, FilterChain chain) throws ServletException, IOException {
        var request = new MockHttpServletRequest("POST", "/v1/messages");
        request.setContent(new byte[bytes]);
        return answer(request, chain);
    }

    private MockHttpServletResponse answer(MockHttpServletRequest request, FilterChain chain)
            throws ServletException, IOException {
        var response = new MockHttpServletResponse();
        room.doFilter(request, response, chain);
        return response;
    }

    @Test
    void a_body_for_which_there_is_no_room_now_is_503_before_it_is_read_and_has_room_a_moment_later() throws Exception {
        post(LONGEST, (_, _) -> {
            post(LONGEST, (_, _) -> {
                assertThat(post(1, BodyRoomTest::refuse).getStatus()).isEqualTo(503);
                assertThat(post(1, BodyRoomTest::refuse).getHeader("Retry-After"))
                        .isEqualTo("1");
                // what brings no body needs no room
                assertThat(answer(new MockHttpServletRequest("GET", "/v1/endpoints"), (_, _) -> {})
                                .getStatus())
                        .isEqualTo(200);
            });
        });

        assertThat(post(LONGEST, (_, _) -> {}).getStatus()).isEqualTo(200);
    }

    @Test
    void a_body_that_does_not_say_how_long_it_is_needs_the_room_of_the_longest() throws Exception {
        var chunked = new MockHttpServletRequest("POST", "/v1/messages");
        chunked.addHeader("Transfer-Encoding", "chunked");

        post(LONGEST, (_, _) -> {
            var answered = answer(
                    chunked,
                    (_, _) -> assertThat(post(1, BodyRoomTest::refuse).getStatus())
                            .isEqualTo(503));
            assertThat(answered.getStatus()).isEqualTo(200);
        });
    }

    private static void refuse(ServletRequest request, ServletResponse response) {
        throw new AssertionError("was let in");
    }
}
