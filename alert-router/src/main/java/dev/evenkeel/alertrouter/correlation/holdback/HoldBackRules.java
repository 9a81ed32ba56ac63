package dev.evenkeel.alertrouter.correlation.holdback;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.suppression.SuppressionReason;
import dev.evenkeel.platform.series.Labels;

/**
 * What {@code hold-back.yaml} says.
 *
 * @param list the first that matches an alert is the one for it
 * @param duplicateLabels alerts of a group that differ in nothing but these labels are duplicates of each other
 */
public record HoldBackRules(List<HoldBackRule> list, Set<String> duplicateLabels) {

    /** Hold back nothing. */
    public static final HoldBackRules NONE = new HoldBackRules(List.of(), Set.of());

    public HoldBackRules {
        list = List.copyOf(list);
        duplicateLabels = Set.copyOf(duplicateLabels);
    }

    boolean isEmpty() {
        return list.isEmpty() && duplicateLabels.isEmpty();
    }

    /** The rule for an alert; none for a critical one. */
    Optional<HoldBackRule> ruleFor(Alert alert) {
        return isCritical(alert)
                ? Optional.empty()
                : list.stream()
                        .filter(rule -> rule.matchers().match(alert.labels()))
                        .findFirst();
    }

    private static boolean isCritical(Alert alert) {
        return Severity.of(alert.labels().get("severity")) == Severity.CRITICAL;
    }

    /** Alerts of a group that say the same as another one that fires: the oldest of them speaks for all. */
    Map<Long, SuppressionReason> duplicates(Collection<Alert> group, Instant now) {
        Map<Long, SuppressionReason> duplicates = new HashMap<>();
        if (duplicateLabels.isEmpty()) {
            return duplicates;
        }
        Map<Labels, Alert> speaking = new HashMap<>();
        group.stream()
                .filter(alert -> !alert.resolvedAt(now))
                .sorted(Comparator.comparing(Alert::startsAt).thenComparingLong(Alert::fingerprint))
                .forEach(alert -> {
                    Alert other = speaking.putIfAbsent(alert.labels().without(duplicateLabels), alert);
                    if (other != null) {
                        duplicates.put(alert.fingerprint(), SuppressionReason.DUPLICATE);
                    }
                });
        return duplicates;
    }

    /** Alerts that have not fired for long enough to bother anybody. */
    Map<Long, SuppressionReason> transients(Collection<Alert> group, Instant now) {
        Map<Long, SuppressionReason> transients = new HashMap<>();
        for (Alert alert : group) {
            ruleFor(alert)
                    .filter(rule -> rule.isTransient(alert, now))
                    .ifPresent(rule -> transients.put(alert.fingerprint(), SuppressionReason.TRANSIENT));
        }
        return transients;
    }
}
