package katas.urlshortener.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import katas.urlshortener.Alias;
import katas.urlshortener.Click;
import katas.urlshortener.ClickLog;
import katas.urlshortener.Link;
import katas.urlshortener.MissLimit;
import katas.urlshortener.RedirectResolver;
import katas.urlshortener.Resolution;
import katas.urlshortener.StoreUnavailable;
import katas.urlshortener.Visitors;
import katas.urlshortener.metrics.RedirectMeter;
import katas.urlshortener.metrics.RedirectMeter.Outcome;
import org.springframework.http.HttpHeaders;

/** Sends visitors to where a link leads, and takes that down. */
final class Redirects {
    private final RedirectResolver resolver;
    private final MissLimit misses;
    private final ClickLog clicks;
    private final Visitors visitors;
    private final ClientAddress addresses;
    private final CachePolicy caching;
    private final VisitorAnswers answers;
    private final RedirectMeter meter;
    private final InstantSource clock;

    Redirects(
            RedirectResolver resolver,
            MissLimit misses,
            ClickLog clicks,
            Visitors visitors,
            ClientAddress addresses,
            CachePolicy caching,
            VisitorAnswers answers,
            RedirectMeter meter,
            InstantSource clock) {
        this.resolver = resolver;
        this.misses = misses;
        this.clicks = clicks;
        this.visitors = visitors;
        this.addresses = addresses;
        this.caching = caching;
        this.answers = answers;
        this.meter = meter;
        this.clock = clock;
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        meter.count(answered(request, response));
    }

    private Outcome answered(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            answers.wrongMethod(request, response);
            return Outcome.WRONG_METHOD;
        }
        var address = addresses.of(request);
        var wait = misses.wait(ClientAddress.network(address));
        if (!wait.isZero()) {
            // also for links that are there: a guesser must not see what was hit
            answers.limited(request, response, wait);
            return Outcome.LIMITED;
        }
        var code = AskedCode.in(request);
        if (!Alias.possible(code.text())) {
            answers.unknown(request, response);
            return Outcome.UNKNOWN;
        }
        return resolved(code, address, request, response);
    }

    private Outcome resolved(AskedCode code, String address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean visit = !code.preview() && VisitSigns.isVisit(request);
        Resolution resolution;
        try {
            resolution = resolver.resolve(code.text(), visit);
        } catch (StoreUnavailable e) {
            answers.unavailable(request, response);
            return Outcome.UNAVAILABLE;
        }
        return switch (resolution) {
            case Resolution.Leads leads
            when code.preview() -> {
                answers.preview(response, leads.link());
                yield Outcome.PREVIEWED;
            }
            case Resolution.Leads leads -> {
                if (visit) {
                    clicks.record(click(leads.link(), address, request));
                }
                send(response, leads);
                yield visit ? Outcome.FOLLOWED : Outcome.LOOKED_AT;
            }
            case Resolution.Gone _ -> {
                answers.gone(request, response);
                yield Outcome.GONE;
            }
            case Resolution.Unknown _ -> missed(address, request, response);
        };
    }

    private Outcome missed(String address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var wait = misses.missed(ClientAddress.network(address));
        if (wait.isZero()) {
            answers.unknown(request, response);
            return Outcome.UNKNOWN;
        }
        answers.limited(request, response, wait);
        return Outcome.LIMITED;
    }

    private Click click(Link link, String address, HttpServletRequest request) {
        var now = clock.instant();
        var visitor = visitors.name(link.code(), address, VisitSigns.userAgent(request), now)
                .orElse(null);
        return new Click(link.code(), now, visitor, VisitSigns.referrerHost(request));
    }

    private void send(HttpServletResponse response, Resolution.Leads leads) {
        var link = leads.link();
        response.setStatus(link.redirect().status());
        response.setHeader(HttpHeaders.LOCATION, link.target().uri());
        response.setHeader(HttpHeaders.CACHE_CONTROL, caching.of(leads));
    }
}
