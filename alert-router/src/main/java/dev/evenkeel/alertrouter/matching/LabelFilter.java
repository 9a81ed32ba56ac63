package dev.evenkeel.alertrouter.matching;

import java.util.List;

import dev.evenkeel.platform.series.Labels;

/**
 * The {@code filter} parameters of the API. They differ from a route's matchers in one point: {@code foo!=""} and
 * {@code foo=""} ask whether the label is there at all.
 *
 * @param matchers all of which must hold
 */
public record LabelFilter(List<Matcher> matchers) {

    public LabelFilter {
        matchers = List.copyOf(matchers);
    }

    /** @throws InvalidMatcherException for the first text that is not a matcher */
    public static LabelFilter parse(List<String> texts, MatcherSyntax syntax) {
        return new LabelFilter(texts.stream().map(syntax::parseOne).toList());
    }

    public boolean isEmpty() {
        return matchers.isEmpty();
    }

    public boolean accepts(Labels labels) {
        for (Matcher matcher : matchers) {
            if (!accepts(matcher, labels)) {
                return false;
            }
        }
        return true;
    }

    private static boolean accepts(Matcher matcher, Labels labels) {
        boolean asksForPresence = matcher.value().isEmpty();
        boolean present = labels.has(matcher.name());
        if (asksForPresence && matcher.operator().isNegative() == present) {
            return true;
        }
        return matcher.matches(labels);
    }
}
