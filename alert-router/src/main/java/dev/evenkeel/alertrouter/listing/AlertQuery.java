package dev.evenkeel.alertrouter.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.google.re2j.Pattern;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.matching.LabelFilter;
import dev.evenkeel.platform.series.Labels;

/**
 * Which alerts are asked for.
 *
 * @param filter what their labels have to fulfil
 * @param receiver whom at least one of their routes has to tell
 * @param show which states are asked for
 * @param configuration with the routes
 * @param now as of which moment
 */
record AlertQuery(LabelFilter filter, Optional<Pattern> receiver, Show show, RouterConfig configuration, Instant now) {

    /** Which states are asked for; each that is false leaves alerts out. */
    record Show(boolean active, boolean silenced, boolean inhibited, boolean muted) {}

    /** Whether alerts in such a state are asked for. */
    boolean isAsked(AlertStatus status) {
        return (show.active() || !status.isActive())
                && (show.silenced() || status.silencedBy().isEmpty())
                && (show.inhibited() || status.inhibitedBy().isEmpty());
    }

    /** The receivers of an alert that is asked for, in the order of the routes; empty if it is not asked for. */
    Optional<List<String>> receiversIfAskedFor(Labels labels) {
        if (!filter.accepts(labels)) {
            return Optional.empty();
        }
        List<String> receivers = new ArrayList<>(2);
        configuration
                .route()
                .match(labels)
                .forEach(route -> receivers.add(route.options().receiver()));
        boolean askedFor = receiver.isEmpty() || receivers.stream().anyMatch(this::isAsked);
        return askedFor ? Optional.of(receivers) : Optional.empty();
    }

    /** Whether the receiver is asked for. */
    boolean isAsked(String name) {
        return receiver.map(pattern -> pattern.matches(name)).orElse(true);
    }
}
