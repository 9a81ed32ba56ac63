package dev.evenkeel.alertrouter.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.platform.series.Labels;

/**
 * An alert as it was posted, before anything is assumed about it.
 *
 * @param startsAt empty if the report did not say
 * @param endsAt empty if the report did not say
 */
record PostedAlert(
        Labels labels,
        SortedMap<String, String> annotations,
        Optional<Instant> startsAt,
        Optional<Instant> endsAt,
        String generatorUrl) {

    /**
     * The alert with what Alertmanager assumes: it starts now or, if it is known to have ended, with its end; and it ends
     * after the resolve timeout.
     *
     * @param now no finer than microseconds
     */
    Alert received(Instant now, Duration resolveTimeout) {
        return Alert.of(
                labels,
                annotations,
                start(now),
                endsAt.orElseGet(() -> now.plus(resolveTimeout)),
                generatorUrl,
                now,
                endsAt.isEmpty());
    }

    /** Whether it reports an alert that is over, be it right in all else or not. */
    boolean resolvedAt(Instant now) {
        return endsAt.filter(end -> !end.isAfter(now)).isPresent();
    }

    private Instant start(Instant now) {
        return startsAt.or(() -> endsAt).orElse(now);
    }

    /** What is wrong with it, in Alertmanager's words; empty if nothing is. */
    Optional<String> defect(Instant now, Duration resolveTimeout, MatcherSyntax syntax) {
        if (endsAt.orElseGet(() -> now.plus(resolveTimeout)).isBefore(start(now))) {
            return Optional.of("start time must be before end time");
        }
        if (labels.isEmpty()) {
            return Optional.of("at least one label pair required");
        }
        return badName(labels.names(), syntax)
                .map(name -> "invalid label set: invalid name " + name)
                .or(() ->
                        badName(annotations.keySet(), syntax).map(name -> "invalid annotations: invalid name " + name));
    }

    private static Optional<String> badName(Collection<String> names, MatcherSyntax syntax) {
        for (String name : names) {
            if (!syntax.isLabelName(name)) {
                return Optional.of(GoQuoting.quote(name));
            }
        }
        return Optional.empty();
    }
}
