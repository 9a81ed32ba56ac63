package dev.evenkeel.alertrouter.matching;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class MatcherTest {

    private static final Labels ALERT = Labels.of("alertname", "DiskFull", "severity", "critical");

    @Test
    void expressionsHaveToMatchTheWholeValue() {
        assertThat(matches("severity=~\"crit\"")).isFalse();
        assertThat(matches("severity=~\"crit|critical\"")).isTrue();
        assertThat(matches("severity!~\"crit\"")).isTrue();
    }

    @Test
    void anAbsentLabelHasTheEmptyValue() {
        assertThat(matches("team=\"\"")).isTrue();
        assertThat(matches("team!=\"a\"")).isTrue();
        assertThat(matches("team=~\".*\"")).isTrue();
        assertThat(matches("team=~\".+\"")).isFalse();
    }

    @Test
    void matchersAreSortedByNameValueAndOperator() {
        var matchers = new Matchers(MatcherSyntax.FALLBACK.parseList("b=\"2\",a!=\"2\",a=\"1\",a=\"2\""));

        assertThat(matchers).hasToString("{a=\"1\",a=\"2\",a!=\"2\",b=\"2\"}");
    }

    @Test
    void aFilterOnTheEmptyValueAsksWhetherTheLabelIsThere() {
        assertThat(filter("severity!=\"\"")).isTrue();
        assertThat(filter("team!=\"\"")).isFalse();
        assertThat(filter("team=\"\"")).isTrue();
        assertThat(filter("severity=\"\"")).isFalse();
    }

    private static boolean matches(String matcher) {
        return MatcherSyntax.FALLBACK.parseOne(matcher).matches(ALERT);
    }

    private static boolean filter(String matcher) {
        return LabelFilter.parse(List.of(matcher), MatcherSyntax.FALLBACK).accepts(ALERT);
    }
}
