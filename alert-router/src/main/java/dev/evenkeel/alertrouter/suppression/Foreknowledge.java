package dev.evenkeel.alertrouter.suppression;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.evenkeel.alertrouter.firing.NameAndSeverity;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.platform.series.Labels;

/** What the name and the severity of an alert say about its being suppressed, before its other labels are known. */
final class Foreknowledge {

    private static final String NAME = "alertname";
    private static final String SEVERITY = "severity";

    /** What may be said of alerts of one name and severity. */
    enum Verdict {
        /** None is suppressed. */
        NEVER,
        /** That depends on their other labels. */
        PERHAPS,
        /** All are suppressed. */
        ALWAYS
    }

    private final Set<List<Matcher>> certain = new HashSet<>();
    private final Set<List<Matcher>> possible = new HashSet<>();

    /**
     * @param silencing what silences and the like ask for: an alert that fulfils all of one is suppressed
     * @param inhibited what the targets of inhibition fulfil: whether they are inhibited depends on other alerts
     */
    Foreknowledge(Collection<List<Matcher>> silencing, Collection<List<Matcher>> inhibited) {
        for (List<Matcher> matchers : silencing) {
            List<Matcher> known = known(matchers);
            (known.size() == matchers.size() ? certain : possible).add(known);
        }
        inhibited.forEach(matchers -> possible.add(known(matchers)));
    }

    private static List<Matcher> known(List<Matcher> matchers) {
        return matchers.stream()
                .filter(matcher -> matcher.name().equals(NAME) || matcher.name().equals(SEVERITY))
                .toList();
    }

    /** Whether nothing at all is suppressed. */
    boolean isNothing() {
        return certain.isEmpty() && possible.isEmpty();
    }

    /** How much work a verdict is. */
    int size() {
        return certain.size() + possible.size();
    }

    Verdict of(NameAndSeverity alerts) {
        if (isNotAsWritten(alerts.name()) || isNotAsWritten(alerts.severity())) {
            return Verdict.PERHAPS;
        }
        Labels labels = Labels.of(NAME, alerts.name(), SEVERITY, alerts.severity());
        if (certain.stream().anyMatch(matchers -> fulfils(labels, matchers))) {
            return Verdict.ALWAYS;
        }
        return possible.stream().anyMatch(matchers -> fulfils(labels, matchers)) ? Verdict.PERHAPS : Verdict.NEVER;
    }

    /** In a column, U+FFFD may stand for U+0000. */
    private static boolean isNotAsWritten(String column) {
        return column.indexOf('\uFFFD') >= 0;
    }

    private static boolean fulfils(Labels labels, List<Matcher> matchers) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }
}
