package dev.evenkeel.capacity.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.platform.prometheus.Scrape;
import dev.evenkeel.platform.prometheus.ScrapeTarget;
import dev.evenkeel.platform.prometheus.ScrapedSample;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;

import static org.assertj.core.api.Assertions.assertThat;

class ScrapeEvaluationTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final ScrapeTarget TARGET = new ScrapeTarget(
            "node",
            "http://node.example/metrics",
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Optional.empty(),
            Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "size{disk='a'} - free{disk='a'};60.0",
                "sum(size);150.0",
                "max(size - free);60.0",
                "sum(size{disk=~'a|b'}) / 2;75.0",
                "7 * 6;42.0",
            })
    void expressionsAreEvaluatedOnOneScrape(String expression, double value) {
        assertThat(evaluation().answer(expression)).isEqualTo(new Reading.Answer.Values(List.of(value)));
    }

    @Test
    void aSeriesThatIsNotThereHasNoValue() {
        assertThat(evaluation().answer("nothing")).isEqualTo(new Reading.Answer.Values(List.of()));
    }

    @Test
    void aSampleThatTheTargetItselfCallsOldIsNoValueOfToday() {
        assertThat(evaluation().answer("stale")).isEqualTo(new Reading.Answer.Values(List.of()));
    }

    @Test
    void aScrapeThatFailedRefusesEverything() {
        Scrape failed =
                new Scrape(TARGET, NOW, Duration.ZERO, Optional.of("connection refused"), List.of(), Map.of(), 0);

        assertThat(new ScrapeEvaluation(failed).answer("size"))
                .isEqualTo(new Reading.Answer.Refused("connection refused"));
    }

    private static ScrapeEvaluation evaluation() {
        return new ScrapeEvaluation(new Scrape(
                TARGET,
                NOW,
                Duration.ZERO,
                Optional.empty(),
                List.of(
                        sample("size", "a", NOW, 100),
                        sample("free", "a", NOW, 40),
                        sample("size", "b", NOW, 50),
                        sample("free", "b", NOW, 20),
                        sample("stale", "b", NOW.minus(Duration.ofHours(1)), 20)),
                Map.of(),
                0));
    }

    private static ScrapedSample sample(String metric, String disk, Instant at, double value) {
        return new ScrapedSample(Labels.of(Labels.NAME, metric, "disk", disk), Sample.at(at, value));
    }
}
