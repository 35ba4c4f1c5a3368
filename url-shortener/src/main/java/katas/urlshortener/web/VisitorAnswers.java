package katas.urlshortener.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import katas.urlshortener.Link;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;

/** What visitors get who are not sent on: a page in browsers, problem details elsewhere. */
final class VisitorAnswers {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>{title}</title>
            </head>
            <body>
            <h1>{title}</h1>
            <p>{text}</p>
            </body>
            </html>
            """;
    private static final long A_SECOND_LESS_ONE = 999_999_999;
    private static final Duration STORE_RETRY = Duration.ofSeconds(1);

    private final ProblemWriter problems;

    VisitorAnswers(ProblemWriter problems) {
        this.problems = problems;
    }

    void unknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
        refuse(request, response, HttpStatus.NOT_FOUND, "no link has this code");
    }

    void gone(HttpServletRequest request, HttpServletResponse response) throws IOException {
        refuse(request, response, HttpStatus.GONE, "this link does not lead anywhere any more");
    }

    void limited(HttpServletRequest request, HttpServletResponse response, Duration wait) throws IOException {
        retryAfter(response, wait);
        refuse(request, response, HttpStatus.TOO_MANY_REQUESTS, "you tried too many codes that no link has");
    }

    void unavailable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        retryAfter(response, STORE_RETRY);
        refuse(request, response, HttpStatus.SERVICE_UNAVAILABLE, "this link cannot be looked up now");
    }

    void wrongMethod(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.ALLOW, "GET, HEAD");
        refuse(request, response, HttpStatus.METHOD_NOT_ALLOWED, "links are followed with GET or HEAD");
    }

    /** Shows where a link leads; whoever wants to go there says so. */
    void preview(HttpServletResponse response, Link link) throws IOException {
        var target = HtmlUtils.htmlEscape(link.target().uri(), "UTF-8");
        var anchor = "<a rel=\"nofollow noreferrer\" href=\"" + target + "\">" + target + "</a>";
        page(response, HttpStatus.OK, "Where /" + HtmlUtils.htmlEscape(link.code(), "UTF-8") + " leads", anchor);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE)) {
            page(response, status, status.value() + " " + status.getReasonPhrase(), detail + ".");
        } else {
            response.setHeader(HttpHeaders.CACHE_CONTROL, CachePolicy.NO_STORE);
            problems.write(response, Problems.of(status, detail));
        }
    }

    private static void page(HttpServletResponse response, HttpStatus status, String title, String html)
            throws IOException {
        var body = PAGE.replace("{title}", title).replace("{text}", html).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status.value());
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(body.length);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CachePolicy.NO_STORE);
        response.setHeader("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Robots-Tag", "noindex");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.getOutputStream().write(body);
    }

    private static void retryAfter(HttpServletResponse response, Duration wait) {
        // whole seconds only: round up, or an obedient visitor is refused
        response.setHeader(
                HttpHeaders.RETRY_AFTER,
                Long.toString(wait.plusNanos(A_SECOND_LESS_ONE).toSeconds()));
    }
}
