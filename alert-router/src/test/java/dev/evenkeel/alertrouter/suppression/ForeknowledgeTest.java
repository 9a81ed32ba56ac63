package dev.evenkeel.alertrouter.suppression;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.firing.NameAndSeverity;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.suppression.Foreknowledge.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class ForeknowledgeTest {

    private final Foreknowledge known = new Foreknowledge(
            asked("alertname=Planned", "alertname=Slow,instance=a", "alertname=~D.*,severity!=critical"),
            asked("severity=warning,cluster=x"));

    @Test
    void whatAsksForNameAndSeverityAloneIsCertain() {
        assertThat(verdict("Planned", "critical")).isEqualTo(Verdict.ALWAYS);
        assertThat(verdict("Down", "")).isEqualTo(Verdict.ALWAYS);
        assertThat(verdict("Planned", "warning")).isEqualTo(Verdict.ALWAYS);
    }

    @Test
    void whatAsksForOtherLabelsTooIsOpen() {
        assertThat(verdict("Slow", "critical")).isEqualTo(Verdict.PERHAPS);
        assertThat(verdict("Other", "warning")).isEqualTo(Verdict.PERHAPS);
        assertThat(verdict("a\uFFFDb", "critical")).isEqualTo(Verdict.PERHAPS);
    }

    @Test
    void whatNothingIsAboutIsNeverSuppressed() {
        assertThat(verdict("Other", "critical")).isEqualTo(Verdict.NEVER);
        assertThat(verdict("Down", "critical")).isEqualTo(Verdict.NEVER);
        assertThat(verdict("", "")).isEqualTo(Verdict.NEVER);
    }

    @Test
    void whoeverAsksForNeitherMayMeanAll() {
        var some = new Foreknowledge(asked("instance=a"), List.of());

        assertThat(some.of(new NameAndSeverity("Other", "critical"))).isEqualTo(Verdict.PERHAPS);
        assertThat(new Foreknowledge(List.of(), List.of()).isNothing()).isTrue();
    }

    private Verdict verdict(String name, String severity) {
        return known.of(new NameAndSeverity(name, severity));
    }

    private static List<List<Matcher>> asked(String... matchers) {
        return Stream.of(matchers).map(MatcherSyntax.FALLBACK::parseList).toList();
    }
}
