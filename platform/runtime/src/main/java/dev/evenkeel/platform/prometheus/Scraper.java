package dev.evenkeel.platform.prometheus;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.outbound.OutboundException;
import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.outbound.OutboundRequest;
import dev.evenkeel.platform.outbound.OutboundResponse;
import dev.evenkeel.platform.prometheus.exposition.ExpositionException;
import dev.evenkeel.platform.prometheus.exposition.ExpositionFormat;
import dev.evenkeel.platform.prometheus.exposition.ExpositionLimits;
import dev.evenkeel.platform.prometheus.exposition.ExpositionParser;

/** Scrapes metrics endpoints, so that a small team needs no Prometheus. When to scrape is the caller's business. */
@Singleton
public class Scraper {

    private static final long LONGEST_EXPOSITION = 64L * 1024 * 1024;

    private final OutboundHttp http;
    private final Clock clock;

    public Scraper(OutboundHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Scrapes once. Whatever the target does is a result: this fails only by a defect of our own. */
    public Uni<Scrape> scrape(ScrapeTarget target) {
        return Uni.createFrom().deferred(() -> {
            Instant at = clock.instant();
            long started = System.nanoTime();
            return http.send(() -> request(target), response -> read(target, at, response))
                    .map(reading -> Scrape.succeeded(target, at, since(started), reading))
                    .onFailure(Scraper::isTheTargets)
                    .recoverWithItem(failure -> Scrape.failed(target, at, since(started), failure.getMessage()));
        });
    }

    private static OutboundRequest request(ScrapeTarget target) {
        var request = OutboundRequest.get(target.url())
                .header("Accept", ExpositionFormat.ACCEPT)
                .header("X-Prometheus-Scrape-Timeout-Seconds", seconds(target.timeout()))
                .timeout(target.timeout())
                .maxResponseBytes(LONGEST_EXPOSITION);
        return target.credentials()
                .map(credentials -> credentials.addTo(request))
                .orElse(request);
    }

    private static ScrapeReading read(ScrapeTarget target, Instant at, OutboundResponse response) {
        if (response.status() != 200) {
            throw new RefusedScrapeException("the target answered with status %d".formatted(response.status()));
        }
        var reading = new ScrapeReading(target.identity(), at);
        var format = ExpositionFormat.ofContentType(response.header("Content-Type"));
        ExpositionParser.parse(response.bodyBytes(), format, ExpositionLimits.USUAL, reading);
        return reading;
    }

    private static boolean isTheTargets(Throwable failure) {
        return failure instanceof OutboundException
                || failure instanceof ExpositionException
                || failure instanceof RefusedScrapeException
                || failure instanceof UncheckedIOException;
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static String seconds(Duration duration) {
        return String.valueOf(duration.toMillis() / 1000.0);
    }

    private static final class RefusedScrapeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RefusedScrapeException(String message) {
            super(message);
        }
    }
}
