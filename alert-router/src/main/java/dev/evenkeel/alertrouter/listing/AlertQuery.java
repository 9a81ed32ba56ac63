package dev.evenkeel.alertrouter.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.google.re2j.Pattern;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.matching.LabelFilter;
import dev.evenkeel.alertrouter.notification.Receiver;
import dev.evenkeel.platform.series.Labels;

/**
 * Which alerts are asked for.
 *
 * @param filter what their labels have to fulfil
 * @param receiver whom at least one of their routes has to tell
 * @param receiverLabels what the labels of at least one of these receivers have to fulfil
 * @param show which states are asked for
 * @param configuration with the routes
 * @param now as of which moment
 */
record AlertQuery(
        LabelFilter filter,
        Optional<Pattern> receiver,
        LabelFilter receiverLabels,
        Show show,
        RouterConfig configuration,
        Instant now) {

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
        boolean askedFor = (receiver.isEmpty() || receivers.stream().anyMatch(this::isCalled))
                && (receiverLabels.isEmpty() || receivers.stream().anyMatch(this::isLabelled));
        return askedFor ? Optional.of(receivers) : Optional.empty();
    }

    /** Whether the receiver is asked for. */
    boolean isAsked(String name) {
        return isCalled(name) && isLabelled(name);
    }

    private boolean isCalled(String name) {
        return receiver.map(pattern -> pattern.matches(name)).orElse(true);
    }

    private boolean isLabelled(String name) {
        if (receiverLabels.isEmpty()) {
            return true;
        }
        Receiver labelled = configuration.receivers().get(name);
        return labelled != null && receiverLabels.accepts(Labels.of(labelled.labels()));
    }
}
