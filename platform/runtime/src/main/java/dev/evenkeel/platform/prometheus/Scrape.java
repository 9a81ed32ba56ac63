package dev.evenkeel.platform.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;

/**
 * One look at a target. As with Prometheus a scrape succeeds as a whole or counts for nothing, and says so itself in
 * three samples more: {@code up}, {@code scrape_duration_seconds} and {@code scrape_samples_scraped}.
 *
 * @param at when it began: the time of every sample that came without one of its own
 * @param failure what went wrong, fit to be shown; empty if nothing did
 * @param samples the target's, then the three about the scrape
 * @param families what the exposition says of its metric families, by name
 * @param duplicates samples left out because their series had one at the same moment already
 */
public record Scrape(
        ScrapeTarget target,
        Instant at,
        Duration duration,
        Optional<String> failure,
        List<ScrapedSample> samples,
        Map<String, MetricFamily> families,
        int duplicates) {

    static Scrape succeeded(ScrapeTarget target, Instant at, Duration duration, ScrapeReading reading) {
        var samples = new ArrayList<>(reading.samples());
        samples.addAll(report(target, at, duration, 1, reading.scraped()));
        return new Scrape(
                target,
                at,
                duration,
                Optional.empty(),
                List.copyOf(samples),
                Map.copyOf(reading.families()),
                reading.duplicates());
    }

    static Scrape failed(ScrapeTarget target, Instant at, Duration duration, String failure) {
        return new Scrape(target, at, duration, Optional.of(failure), report(target, at, duration, 0, 0), Map.of(), 0);
    }

    public boolean up() {
        return failure.isEmpty();
    }

    private static List<ScrapedSample> report(ScrapeTarget target, Instant at, Duration duration, int up, int scraped) {
        return List.of(
                about("up", target, at, up),
                about("scrape_duration_seconds", target, at, duration.toNanos() / 1e9),
                about("scrape_samples_scraped", target, at, scraped));
    }

    private static ScrapedSample about(String metric, ScrapeTarget target, Instant at, double value) {
        return new ScrapedSample(target.identity().with(Labels.NAME, metric), Sample.at(at, value));
    }
}
