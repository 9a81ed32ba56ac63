package dev.evenkeel.alertrouter.inhibition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.platform.series.Labels;

/** All rules of a configuration, in their order. */
public record Inhibition(List<InhibitRule> rules) {

    private static final Inhibition NONE = new Inhibition(List.of());

    /**
     * An alert that inhibits others for as long as it fires.
     *
     * @param key shared by those that it may inhibit
     * @param bothSides whether it fulfils both sides of the rule, by which it spares those that do the same
     */
    public record Source(UUID key, boolean bothSides, long fingerprint) {}

    /**
     * Of the alerts of one key that fire, one of each kind.
     *
     * @param oneSide one that fulfils the source side alone, empty if there is none
     * @param bothSides one that fulfils both
     */
    public record Sources(Optional<Long> oneSide, Optional<Long> bothSides) {

        static final Sources NONE = new Sources(Optional.empty(), Optional.empty());
    }

    /** An alert that inhibits another, by its fingerprint, and the rule by which it does. */
    public record Inhibitor(InhibitRule rule, long fingerprint) {}

    public Inhibition {
        rules = List.copyOf(rules);
    }

    public static Inhibition none() {
        return NONE;
    }

    /** Under which keys alerts inhibit others. */
    public List<Source> sources(Collection<Alert> alerts) {
        if (rules.isEmpty()) {
            return List.of();
        }
        List<Source> sources = new ArrayList<>();
        for (Alert alert : alerts) {
            for (InhibitRule rule : rules) {
                if (rule.source().match(alert.labels())) {
                    sources.add(new Source(
                            rule.key(alert.labels()), rule.target().match(alert.labels()), alert.fingerprint()));
                }
            }
        }
        return sources;
    }

    /** Under which keys such an alert may be inhibited. */
    public Set<UUID> keysOfTarget(Labels labels) {
        return rules.stream()
                .filter(rule -> rule.target().match(labels))
                .map(rule -> rule.key(labels))
                .collect(Collectors.toSet());
    }

    /**
     * Which alert inhibits such an alert, by the first rule by which one does.
     *
     * @param firing by key, at least for the keys of this target
     */
    public Optional<Long> inhibiting(Labels labels, Map<UUID, Sources> firing) {
        return inhibitor(labels, firing).map(Inhibitor::fingerprint);
    }

    /** The same with the rule. */
    public Optional<Inhibitor> inhibitor(Labels labels, Map<UUID, Sources> firing) {
        if (firing.isEmpty()) {
            return Optional.empty();
        }
        return rules.stream()
                .filter(rule -> rule.target().match(labels))
                .flatMap(rule ->
                        inhibiting(rule, labels, firing).stream().map(fingerprint -> new Inhibitor(rule, fingerprint)))
                .findFirst();
    }

    private static Optional<Long> inhibiting(InhibitRule rule, Labels labels, Map<UUID, Sources> firing) {
        Sources sources = firing.getOrDefault(rule.key(labels), Sources.NONE);
        return rule.source().match(labels)
                ? sources.oneSide()
                : sources.oneSide().or(sources::bothSides);
    }
}
