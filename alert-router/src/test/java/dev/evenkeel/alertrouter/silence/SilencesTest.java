package dev.evenkeel.alertrouter.silence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.Matcher.Operator;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class SilencesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aSilenceHoldsFromItsBeginningUpToItsEnd() {
        var silence = silence(1, 10, 20, new Matcher("a", Operator.EQUAL, "x"));
        var silences = new Silences(List.of(silence));
        Labels alert = Labels.of("a", "x");

        assertThat(silences.silencing(alert, NOW.plusSeconds(9))).isEmpty();
        assertThat(silences.silencing(alert, NOW.plusSeconds(10))).containsExactly(silence.id());
        assertThat(silences.silencing(alert, NOW.plusSeconds(19))).containsExactly(silence.id());
        assertThat(silences.silencing(alert, NOW.plusSeconds(20))).isEmpty();
    }

    @Test
    void silencesAreListedByStateAndThenByWhatComesNext() {
        Matcher any = new Matcher("a", Operator.EQUAL, "x");
        var silences = new ArrayList<>(List.of(
                silence(1, -20, -10, any),
                silence(2, -20, -5, any),
                silence(3, 10, 20, any),
                silence(4, 5, 30, any),
                silence(5, -1, 20, any),
                silence(6, -1, 10, any)));

        silences.sort(Silences.orderAt(NOW));

        assertThat(silences)
                .extracting(silence -> silence.id().getLeastSignificantBits())
                .containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    }

    /** The arrangement by labels must not be seen from outside. */
    @Property
    void anAlertIsSilencedByExactlyThoseWhoseMatchersAllHold(
            @ForAll("matcherLists") List<List<Matcher>> matchers, @ForAll("labels") Labels labels) {
        List<Silence> all = new ArrayList<>();
        matchers.forEach(list -> all.add(silence(all.size(), -1, 1, list.toArray(Matcher[]::new))));

        assertThat(new Silences(all).silencing(labels, NOW))
                .isEqualTo(all.stream()
                        .filter(silence -> silence.matchers().stream()
                                .allMatch(matcher -> matcher.matches(labels.get(matcher.name()))))
                        .map(Silence::id)
                        .sorted(Comparator.comparing(UUID::toString))
                        .toList());
    }

    @Provide
    Arbitrary<List<List<Matcher>>> matcherLists() {
        Arbitrary<Matcher> matcher = Combinators.combine(
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.of(Operator.class),
                        Arbitraries.of("", "x", "y", "x|y", "."))
                .as(Matcher::new);
        return matcher.list().ofMinSize(1).ofMaxSize(3).list().ofMaxSize(10);
    }

    @Provide
    Arbitrary<Labels> labels() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), Arbitraries.of("x", "y", "z"))
                .map((Map<String, String> pairs) -> Labels.of(new TreeMap<>(pairs)));
    }

    private static Silence silence(long id, long start, long end, Matcher... matchers) {
        return new Silence(
                new UUID(0, id),
                List.of(matchers),
                NOW.plusSeconds(start),
                NOW.plusSeconds(end),
                NOW,
                "me",
                "because",
                new TreeMap<>());
    }
}
