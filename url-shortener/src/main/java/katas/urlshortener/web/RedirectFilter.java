package katas.urlshortener.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import katas.urlshortener.code.Base62;

/**
 * Takes short links out of the way of everything else: a path of one segment that is none of the service's own.
 *
 * <p>It comes before Spring Security and Spring MVC, which take most of the time of a request that needs neither.
 */
final class RedirectFilter implements Filter {
    private final OwnPaths ownPaths;
    private final Redirects redirects;

    RedirectFilter(OwnPaths ownPaths, Redirects redirects) {
        this.ownPaths = ownPaths;
        this.redirects = redirects;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        if (isLink(http.getRequestURI())) {
            redirects.answer(http, (HttpServletResponse) response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isLink(String path) {
        if (path.length() < 2 || path.charAt(0) != '/' || path.indexOf('/', 1) >= 0) {
            return false;
        }
        var segment = path.substring(1);
        return Base62.isCode(segment) || !ownPaths.firstSegments().contains(segment);
    }
}
