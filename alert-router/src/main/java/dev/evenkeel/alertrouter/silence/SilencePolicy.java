package dev.evenkeel.alertrouter.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.Matcher.Operator;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.series.Labels;

/**
 * Who may silence what, and for how long. A silence is allowed if one rule allows it; without rules everything is allowed
 * to everybody who may silence at all.
 */
record SilencePolicy(Optional<List<Rule>> rules) {

    static final SilencePolicy NONE = new SilencePolicy(Optional.empty());

    /**
     * What somebody may silence.
     *
     * @param roles to whom it applies, besides {@code names}; if both are empty, to everybody
     * @param names of keys or people to whom it applies
     * @param matchers each of which the silence must ask for, in the same words or more narrowly
     * @param maxDuration for which it may last at most, from now or its later beginning on
     */
    record Rule(
            Set<String> roles,
            Set<String> names,
            List<Matcher> matchers,
            Optional<Duration> maxDuration,
            boolean commentRequired) {

        Rule {
            roles = Set.copyOf(roles);
            names = Set.copyOf(names);
            matchers = List.copyOf(matchers);
        }

        boolean appliesTo(SilenceAuthor author) {
            return (roles.isEmpty() && names.isEmpty())
                    || names.contains(author.actor().name())
                    || author.roles().stream().anyMatch(roles::contains);
        }

        /** Why it does not allow a silence; empty if it does. */
        Optional<String> objection(Silence silence, Instant now) {
            for (Matcher matcher : matchers) {
                if (silence.matchers().stream().noneMatch(asked -> isAsNarrow(asked, matcher))) {
                    return Optional.of("it must ask for " + matcher);
                }
            }
            Instant start = silence.startsAt().isBefore(now) ? now : silence.startsAt();
            Duration lasts = Duration.between(start, silence.endsAt());
            if (maxDuration.isPresent() && lasts.compareTo(maxDuration.get()) > 0) {
                return Optional.of("it may last " + PrometheusDuration.format(maxDuration.get()) + " at most");
            }
            if (commentRequired && silence.comment().isBlank()) {
                return Optional.of("it needs a comment");
            }
            return Optional.empty();
        }

        private static boolean isAsNarrow(Matcher asked, Matcher wanted) {
            return asked.equals(wanted)
                    || (asked.operator() == Operator.EQUAL
                            && asked.name().equals(wanted.name())
                            && !asked.value().isEmpty()
                            && wanted.matches(Labels.of(Map.of(asked.name(), asked.value()))));
        }
    }

    /** @throws RefusedSilenceException saying what would be allowed */
    void check(Silence silence, SilenceAuthor author, Instant now) {
        if (rules.isEmpty()) {
            return;
        }
        List<Rule> applying =
                rules.get().stream().filter(rule -> rule.appliesTo(author)).toList();
        if (applying.isEmpty()) {
            throw new RefusedSilenceException(
                    "silence refused by policy: " + author.actor().name() + " may not silence anything");
        }
        List<Optional<String>> objections =
                applying.stream().map(rule -> rule.objection(silence, now)).toList();
        if (objections.stream().allMatch(Optional::isPresent)) {
            List<String> reasons =
                    objections.stream().flatMap(Optional::stream).distinct().toList();
            throw new RefusedSilenceException("silence refused by policy: " + String.join(", or ", reasons));
        }
    }
}
