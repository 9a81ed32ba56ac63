package dev.evenkeel.alertrouter.alert;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprintsTest {

    @Property
    void operationsGiveWhatTheyGiveForAnySet(
            @ForAll @Size(max = 12) List<@LongRange(min = -5, max = 5) Long> some,
            @ForAll @Size(max = 12) List<@LongRange(min = -5, max = 5) Long> others) {
        Fingerprints here = Fingerprints.of(some);
        Fingerprints there = Fingerprints.of(others);

        assertThat(asSet(here)).isEqualTo(Set.copyOf(some));
        assertThat(here.size()).isEqualTo(Set.copyOf(some).size());
        assertThat(here.isEmpty()).isEqualTo(some.isEmpty());
        assertThat(asSet(here.and(there))).isEqualTo(union(some, others));
        assertThat(asSet(Fingerprints.ofAll(Stream.of(here, there, here)))).isEqualTo(union(some, others));
        assertThat(asSet(here.common(there))).isEqualTo(common(some, others));
        assertThat(asSet(here.without(there))).isEqualTo(without(some, others));
        assertThat(here.containsAll(there)).isEqualTo(some.containsAll(others));
        assertThat(here.containsAny(there)).isEqualTo(!common(some, others).isEmpty());
    }

    @Property
    void setsAreEqualIfTheyHaveTheSame(
            @ForAll @Size(max = 4) List<@LongRange(min = 0, max = 3) Long> some,
            @ForAll @Size(max = 4) List<@LongRange(min = 0, max = 3) Long> others) {
        boolean same = Set.copyOf(some).equals(Set.copyOf(others));

        assertThat(Fingerprints.of(some).equals(Fingerprints.of(others))).isEqualTo(same);
        assertThat(Fingerprints.of(Fingerprints.of(some).toArray()))
                .isEqualTo(Fingerprints.of(some))
                .hasSameHashCodeAs(Fingerprints.of(some));
    }

    @Test
    void aSetIsWrittenAsFingerprintsAreEverywhere() {
        assertThat(Fingerprints.of(255, -1)).hasToString("[ffffffffffffffff, 00000000000000ff]");
    }

    private static Set<Long> asSet(Fingerprints fingerprints) {
        return Set.of(fingerprints.toArray());
    }

    private static Set<Long> union(List<Long> some, List<Long> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Set<Long> common(List<Long> some, List<Long> others) {
        var both = new HashSet<>(some);
        both.retainAll(others);
        return both;
    }

    private static Set<Long> without(List<Long> some, List<Long> others) {
        var rest = new HashSet<>(some);
        others.forEach(rest::remove);
        return rest;
    }
}
