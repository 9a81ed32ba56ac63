package dev.evenkeel.slo.counting;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CountersTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration SCRAPE = Duration.ofSeconds(15);

    @Test
    void theIncreasesOfAllSeriesAddUp() {
        assertThat(seen(Map.of("a", 10.0, "b", 5.0)).increaseTo(Map.of("a", 12.0, "b", 5.5)))
                .isEqualTo(2.5);
    }

    @Test
    void aCounterThatWentDownWasResetAndAllItShowsIsNew() {
        assertThat(seen(Map.of("a", 1000.0)).increaseTo(Map.of("a", 3.0))).isEqualTo(3);
    }

    @Test
    void theFirstLookCountsNothingSinceThePastIsUnknown() {
        assertThat(Counters.NONE.increaseTo(Map.of("a", 1000.0))).isZero();
    }

    @Test
    void aSeriesThatAppearsBesideOthersStartedAtZero() {
        assertThat(seen(Map.of("200", 50.0)).increaseTo(Map.of("200", 50.0, "500", 2.0)))
                .isEqualTo(2);
    }

    @Test
    void aSeriesThatDisappearsTakesNothingAway() {
        assertThat(seen(Map.of("a", 50.0, "b", 7.0)).increaseTo(Map.of("a", 51.0)))
                .isEqualTo(1);
    }

    @Test
    void aSeriesThatIsBackAfterALookWithoutItCountsOnlyItsIncrease() {
        Counters away = seen(Map.of("a", 50.0, "b", 7000.0)).after(Map.of("a", 51.0), NOON.plus(SCRAPE));

        assertThat(away.increaseTo(Map.of("a", 51.0, "b", 7002.0))).isEqualTo(2);
    }

    @Test
    void seriesThatAreBackAfterALookThatShowedNothingCountOnlyTheirIncrease() {
        Counters away = seen(Map.of("a", 50.0)).after(Map.of(), NOON.plus(SCRAPE));

        assertThat(away.increaseTo(Map.of("a", 53.0))).isEqualTo(3);
    }

    @Test
    void aSeriesThatWasResetWhileItWasAwayCountsAllItShows() {
        Counters away = seen(Map.of("a", 50.0, "b", 7000.0)).after(Map.of("a", 50.0), NOON.plus(SCRAPE));

        assertThat(away.increaseTo(Map.of("a", 50.0, "b", 4.0))).isEqualTo(4);
    }

    @Test
    void aValueThatIsNoNumberIsAsIfTheSeriesWereAway() {
        Counters before = seen(Map.of("a", 1.0, "b", 2.0));

        assertThat(before.increaseTo(Map.of("a", Double.NaN, "b", 2.0))).isZero();
        assertThat(before.after(Map.of("a", Double.NaN, "b", 2.0), NOON.plus(SCRAPE))
                        .increaseTo(Map.of("a", 4.0, "b", 2.0)))
                .isEqualTo(3);
    }

    @Test
    void aSeriesIsForgottenADayAfterItWasLastSeen() {
        Counters before = seen(Map.of("a", 1.0, "b", 2.0));
        Map<String, Double> withoutB = Map.of("a", 1.0);

        assertThat(before.after(withoutB, NOON.plus(Counters.REMEMBERED_FOR)).series())
                .containsKey("b");
        assertThat(before.after(withoutB, NOON.plus(Counters.REMEMBERED_FOR).plusSeconds(1))
                        .series())
                .containsOnlyKeys("a");
    }

    @Test
    void ofVeryManySeriesThatAreAwayThoseThatWereSeenLastAreRemembered() {
        Counters old = seen(Map.of("old", 1.0));
        Map<String, Double> many =
                IntStream.range(0, Counters.MOST_AWAY).boxed().collect(Collectors.toMap(i -> "s" + i, i -> (double) i));

        Counters away = old.after(many, NOON.plus(SCRAPE)).after(Map.of("a", 1.0), NOON.plus(SCRAPE.multipliedBy(2)));

        assertThat(away.series())
                .hasSize(Counters.MOST_AWAY + 1)
                .containsKeys("a", "s0")
                .doesNotContainKey("old");
    }

    /** What a source shows over time, and which series are left out of which looks. */
    record History(List<Map<String, Double>> looks, List<Set<String>> leftOut) {

        double counted(boolean whole) {
            Counters counters = Counters.NONE;
            double total = 0;
            for (int i = 0; i < looks.size(); i++) {
                Map<String, Double> look = new HashMap<>(looks.get(i));
                boolean inBetween = i > 0 && i < looks.size() - 1;
                if (!whole && inBetween) {
                    look.keySet().removeAll(leftOut.get(i));
                }
                total += counters.increaseTo(look);
                counters = counters.after(look, NOON.plus(SCRAPE.multipliedBy(i)));
            }
            return total;
        }
    }

    @Property
    void looksInBetweenThatDoNotShowSomeSeriesNeverChangeWhatIsCounted(@ForAll("histories") History history) {
        assertThat(history.counted(false)).isCloseTo(history.counted(true), within(1e-6));
    }

    /** Three counters that only grow, two of which are there from the start; any may be left out of any look. */
    @Provide
    Arbitrary<History> histories() {
        Arbitrary<List<Integer>> steps =
                Arbitraries.integers().between(0, 1000).list().ofSize(3);
        Arbitrary<Set<String>> leftOut = Arbitraries.of("a", "b", "c").set();
        return Arbitraries.integers()
                .between(2, 20)
                .flatMap(length -> steps.list()
                        .ofSize(length)
                        .flatMap(grown -> Arbitraries.integers()
                                .between(1, length - 1)
                                .flatMap(born -> leftOut.list()
                                        .ofSize(length)
                                        .map(out -> new History(looks(grown, born), out)))));
    }

    private static List<Map<String, Double>> looks(List<List<Integer>> grown, int born) {
        double[] values = {5000, 0, 0};
        return IntStream.range(0, grown.size())
                .mapToObj(i -> {
                    Map<String, Double> look = new HashMap<>();
                    for (int series = 0; series < values.length; series++) {
                        boolean there = series < 2 || i >= born;
                        if (there) {
                            values[series] += grown.get(i).get(series);
                            look.put(List.of("a", "b", "c").get(series), values[series]);
                        }
                    }
                    return look;
                })
                .toList();
    }

    private static Counters seen(Map<String, Double> look) {
        return Counters.NONE.after(look, NOON);
    }
}
