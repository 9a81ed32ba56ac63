package dev.evenkeel.alertrouter.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Annotations;
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
        Annotations annotations,
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
        return Alert.of(labels, annotations, start(now), end(now, resolveTimeout), generatorUrl, now, endsAt.isEmpty());
    }

    /** Whether it reports an alert that is over, be it right in all else or not. */
    boolean resolvedAt(Instant now) {
        return endsAt.isPresent() && !endsAt.get().isAfter(now);
    }

    private Instant end(Instant now, Duration resolveTimeout) {
        return endsAt.isPresent() ? endsAt.get() : now.plus(resolveTimeout);
    }

    private Instant start(Instant now) {
        return (startsAt.isPresent() ? startsAt : endsAt).orElse(now);
    }

    /** What is wrong with it, in Alertmanager's words; empty if nothing is. */
    Optional<String> defect(Instant now, Duration resolveTimeout, MatcherSyntax syntax) {
        if (end(now, resolveTimeout).isBefore(start(now))) {
            return Optional.of("start time must be before end time");
        }
        if (labels.isEmpty()) {
            return Optional.of("at least one label pair required");
        }
        for (int i = 0; i < labels.size(); i++) {
            if (!syntax.isLabelName(labels.nameAt(i))) {
                return Optional.of("invalid label set: invalid name " + GoQuoting.quote(labels.nameAt(i)));
            }
        }
        for (String name : annotations.names()) {
            if (!syntax.isLabelName(name)) {
                return Optional.of("invalid annotations: invalid name " + GoQuoting.quote(name));
            }
        }
        return Optional.empty();
    }
}
