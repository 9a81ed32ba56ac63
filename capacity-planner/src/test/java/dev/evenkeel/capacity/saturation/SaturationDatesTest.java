package dev.evenkeel.capacity.saturation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SaturationDatesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** Grows by 10 an hour, from 20 now; the interval by 5 an hour to each side. */
    private static final List<ForecastPoint> GROWTH = IntStream.rangeClosed(1, 10)
            .mapToObj(hour -> new ForecastPoint(hours(hour), 20 + 10 * hour, 20 + 5 * hour, 20 + 15 * hour))
            .toList();

    @Test
    void eachEdgeOfTheIntervalHasItsDate() {
        assertThat(SaturationDates.of(65, 20, GROWTH, NOW))
                .isEqualTo(new SaturationDates(Optional.of(hours(4.5)), Optional.of(hours(3)), Optional.of(hours(9))));
    }

    @Test
    void aDateBeyondTheForecastIsNotGuessedAt() {
        assertThat(SaturationDates.of(100, 20, GROWTH, NOW))
                .isEqualTo(new SaturationDates(
                        Optional.of(hours(8)), Optional.of(Instant.parse("2026-11-21T17:20:00Z")), Optional.empty()));
    }

    @Test
    void whatIsSaturatedIsSoNow() {
        Optional<Instant> now = Optional.of(NOW);

        assertThat(SaturationDates.of(20, 20, GROWTH, NOW)).isEqualTo(new SaturationDates(now, now, now));
    }

    @Test
    void pointsOfThePastAreOfNoInterest() {
        assertThat(SaturationDates.of(65, 30, GROWTH, hours(4)).expected())
                .hasValueSatisfying(at -> assertThat(at).isBetween(hours(4.87), hours(4.88)));
    }

    @Test
    void withoutAForecastThereIsNoDate() {
        assertThat(SaturationDates.of(65, 20, List.of(), NOW)).isEqualTo(SaturationDates.NONE);
    }

    private static Instant hours(double hours) {
        return NOW.plus(Duration.ofSeconds(Math.round(hours * 3600)));
    }
}
