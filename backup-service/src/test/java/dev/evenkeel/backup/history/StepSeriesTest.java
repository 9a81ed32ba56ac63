package dev.evenkeel.backup.history;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

import static org.assertj.core.api.Assertions.assertThat;

class StepSeriesTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final StepSeries<Instant> steps = new StepSeries<>();

    @Test
    void eachMomentKnowsTheLastThingBeforeIt() {
        steps.add(NOON, NOON);
        steps.add(NOON.plusSeconds(90), NOON.plusSeconds(90));

        Series ages = steps.series(
                Labels.of(Labels.NAME, "age"),
                NOON.minusSeconds(60),
                NOON.plusSeconds(125),
                (at, moment) -> Duration.between(at, moment).toSeconds());

        assertThat(ages.samples())
                .containsExactly(
                        Sample.at(NOON, 0), Sample.at(NOON.plusSeconds(60), 60), Sample.at(NOON.plusSeconds(120), 30));
    }

    @Test
    void beforeAnythingHappenedThereIsNothing() {
        assertThat(steps.series(Labels.empty(), NOON, NOON.plusSeconds(600), (at, moment) -> 1)
                        .samples())
                .isEmpty();
    }

    @Test
    void aLongSpanIsToldCoarsely() {
        steps.add(NOON, NOON);

        Series month = steps.series(Labels.empty(), NOON, NOON.plus(Duration.ofDays(30)), (at, moment) -> 1);

        assertThat(month.samples()).hasSizeLessThan(11_000);
    }
}
