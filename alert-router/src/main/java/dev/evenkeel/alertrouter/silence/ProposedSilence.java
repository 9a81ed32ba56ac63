package dev.evenkeel.alertrouter.silence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.evenkeel.alertrouter.matching.InvalidMatcherException;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.Matcher.Operator;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.template.format.GoQuoting;

/**
 * A silence as somebody asks for it.
 *
 * @param id of the silence to change; empty for a new one
 * @param annotations whatever else is to be known of it, by name; all together at most {@value #LARGEST_ANNOTATIONS}
 *     bytes as UTF-8
 */
public record ProposedSilence(
        String id,
        List<ProposedMatcher> matchers,
        Instant startsAt,
        Instant endsAt,
        String createdBy,
        String comment,
        SortedMap<String, String> annotations) {

    /** Every replica holds all silences in memory. */
    static final int LARGEST_ANNOTATIONS = 64 * 1024;

    /** A matcher as the API writes it. */
    public record ProposedMatcher(String name, String value, boolean isRegex, boolean isEqual) {

        /** The same, taken apart. */
        static ProposedMatcher of(Matcher matcher) {
            Operator operator = matcher.operator();
            boolean isRegex = operator == Operator.REGEX || operator == Operator.NOT_REGEX;
            return new ProposedMatcher(matcher.name(), matcher.value(), isRegex, !operator.isNegative());
        }

        Operator operator() {
            if (isRegex) {
                return isEqual ? Operator.REGEX : Operator.NOT_REGEX;
            }
            return isEqual ? Operator.EQUAL : Operator.NOT_EQUAL;
        }
    }

    public ProposedSilence {
        matchers = List.copyOf(matchers);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** One without annotations. */
    public ProposedSilence(
            String id,
            List<ProposedMatcher> matchers,
            Instant startsAt,
            Instant endsAt,
            String createdBy,
            String comment) {
        this(id, matchers, startsAt, endsAt, createdBy, comment, Collections.emptySortedMap());
    }

    /**
     * The matchers, checked together with the times.
     *
     * @throws InvalidSilenceException in Alertmanager's words
     */
    List<Matcher> checked(Instant now, MatcherSyntax syntax) {
        if (!startsAt.isBefore(endsAt)) {
            throw new InvalidSilenceException("Failed to create silence: start time must be before end time");
        }
        if (endsAt.isBefore(now)) {
            throw new InvalidSilenceException("Failed to create silence: end time can't be in the past");
        }
        if (matchers.isEmpty()) {
            throw new InvalidSilenceException("invalid silence: matcher set 0 is empty");
        }
        List<Matcher> checked = matchers.stream()
                .map(matcher -> checked(matcher, matchers.indexOf(matcher), syntax))
                .toList();
        if (checked.stream().allMatch(ProposedSilence::asksForNothing)) {
            throw new InvalidSilenceException(
                    "invalid silence: matcher set 0: at least one matcher must not match the empty string");
        }
        int size = annotationBytes();
        if (size > LARGEST_ANNOTATIONS) {
            throw new InvalidSilenceException(
                    "silence exceeded maximum size: %d bytes (limit: %d bytes)".formatted(size, LARGEST_ANNOTATIONS));
        }
        return checked;
    }

    private int annotationBytes() {
        int bytes = 0;
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            bytes += utf8Length(annotation.getKey()) + utf8Length(annotation.getValue());
        }
        return bytes;
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether the expression is found in an empty text, be it in part; to exclude something is to ask for something. */
    private static boolean asksForNothing(Matcher matcher) {
        return switch (matcher.operator()) {
            case EQUAL -> matcher.value().isEmpty();
            case REGEX ->
                com.google.re2j.Pattern.compile(matcher.value()).matcher("").find();
            case NOT_EQUAL, NOT_REGEX -> false;
        };
    }

    private static Matcher checked(ProposedMatcher proposed, int index, MatcherSyntax syntax) {
        if (!syntax.isLabelName(proposed.name())) {
            throw refused(index, "invalid label name " + GoQuoting.quote(proposed.name()));
        }
        if (proposed.isRegex()) {
            try {
                com.google.re2j.Pattern.compile(proposed.value());
            } catch (com.google.re2j.PatternSyntaxException e) {
                throw refused(
                        index,
                        "invalid regular expression " + GoQuoting.quote(proposed.value()) + ": " + e.getMessage());
            }
        }
        try {
            return new Matcher(proposed.name(), proposed.operator(), proposed.value());
        } catch (InvalidMatcherException e) {
            throw refused(index, e.getMessage());
        }
    }

    private static InvalidSilenceException refused(int index, String why) {
        return new InvalidSilenceException("invalid silence: invalid label matcher " + index + " in set 0: " + why);
    }
}
