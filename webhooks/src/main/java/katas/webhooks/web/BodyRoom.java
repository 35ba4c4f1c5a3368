package katas.webhooks.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets bodies in as long as there is room for all of them: as many as like may come at once, and memory is what it is.
 *
 * <p>Each has the room that it says it needs, or that of the longest if it does not say; of memory it takes some times as much.
 */
final class BodyRoom extends OncePerRequestFilter {
    private final Semaphore free;
    private final ProblemWriter problems;

    /** @param bytes for all, at least for the longest */
    BodyRoom(int bytes, ProblemWriter problems) {
        this.free = new Semaphore(bytes);
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int needed = needed(request);
        if (!free.tryAcquire(needed)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            problems.write(response, Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "too many bodies are being read now"));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            free.release(needed);
        }
    }

    private static int needed(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        if (length < 0) {
            return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : BodyLimit.MAX_MESSAGE_BYTES;
        }
        return (int) Math.min(length, BodyLimit.MAX_MESSAGE_BYTES);
    }
}
