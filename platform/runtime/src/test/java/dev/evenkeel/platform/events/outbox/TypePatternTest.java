package dev.evenkeel.platform.events.outbox;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TypePatternTest {

    @ParameterizedTest
    @CsvSource({
        "dev.evenkeel.slo.burn.started.v1, dev.evenkeel.slo.burn.started.v1, true",
        "dev.evenkeel.slo.burn.started.v1, dev.evenkeel.slo.burn.started.v10, false",
        "dev.evenkeel.slo.*, dev.evenkeel.slo.burn.started.v1, true",
        "dev.evenkeel.slo.*, dev.evenkeel.slow.v1, false",
        "dev.evenkeel.slo.*, dev.evenkeel.slo, false",
        "dev.evenkeel.slo.*, dev.evenkeel.slo., false",
        "*, anything, true"
    })
    void aPatternMatchesATypeInFullOrByPrefix(String pattern, String type, boolean matches) {
        assertThat(new TypePattern(pattern).matches(type)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a*", "*.a", "a.*.b", "a.**", "a b"})
    void anythingElseWithAStarIsRefused(String pattern) {
        assertThatThrownBy(() -> new TypePattern(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: a type in full, a prefix that ends in .*, or *");
    }

    @Property
    void aTypeMatchesItselfAndEveryPrefixOfIt(
            @ForAll @AlphaChars @Chars('.') @NotEmpty String head, @ForAll @AlphaChars @NotEmpty String tail) {
        String type = head + "." + tail;

        assertThat(new TypePattern(type).matches(type)).isTrue();
        assertThat(new TypePattern(head + ".*").matches(type)).isTrue();
    }

    @Test
    void aSubscriberWantsWhatAnyOfItsPatternsMatches() {
        Subscriber subscriber = new Subscriber("alerts", List.of(new TypePattern("a.*"), new TypePattern("b.c")));

        assertThat(List.of("a.x", "b.c", "b.d")).filteredOn(subscriber::wants).containsExactly("a.x", "b.c");
    }
}
