package dev.evenkeel.slo.counting;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import dev.evenkeel.slo.budget.Counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class BucketsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void aShortStepLiesInOneBucket() {
        assertThat(Buckets.spread(new Counts(3, 4), NOON.plusSeconds(10), NOON.plusSeconds(25)))
                .isEqualTo(Map.of(NOON, new Counts(3, 4)));
    }

    @Test
    void whatEndsOnABoundaryBelongsToTheBucketBefore() {
        assertThat(Buckets.spread(new Counts(1, 1), NOON.minusSeconds(15), NOON))
                .containsOnlyKeys(NOON.minusSeconds(300));
    }

    @Test
    void aGapIsSpreadEvenly() {
        Map<Instant, Counts> spread = Buckets.spread(new Counts(90, 100), NOON.plusSeconds(150), NOON.plusSeconds(900));

        assertThat(spread.get(NOON).total()).isCloseTo(20, within(1e-9));
        assertThat(spread.get(NOON.plusSeconds(300)).total()).isCloseTo(40, within(1e-9));
        assertThat(spread.get(NOON.plusSeconds(600)).good()).isCloseTo(36, within(1e-9));
    }

    @Property
    void nothingIsLostInSpreading(
            @ForAll @IntRange(max = 5000) int begin, @ForAll @IntRange(max = 50_000) int seconds) {
        Instant from = NOON.plusSeconds(begin);

        double total =
                Buckets.spread(new Counts(50, 100), from, from.plus(Duration.ofSeconds(seconds))).values().stream()
                        .mapToDouble(Counts::total)
                        .sum();

        assertThat(total).isCloseTo(100, within(1e-6));
    }
}
