package dev.evenkeel.alertrouter.correlation.holdback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.correlation.holdback.HoldBackRule.Damping;
import dev.evenkeel.alertrouter.suppression.HeldBack;
import dev.evenkeel.alertrouter.suppression.HoldBackSource;
import dev.evenkeel.alertrouter.suppression.SuppressionReason;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.configuration.PrometheusDuration;

/**
 * Holds back duplicates, what may be gone in a moment, and what flaps. An alert's starts are counted when its group is looked
 * at, so a flap between two looks counts once, as it would be told once.
 */
@ApplicationScoped
class HoldBackService implements HoldBackSource {

    private static final Duration SHOWN = Duration.ofHours(1);

    private final LiveConfiguration<RouterConfig> configuration;
    private final FlapStore flaps;
    private final DuplicateStore duplicates;
    private final Clock clock;

    HoldBackService(
            LiveConfiguration<RouterConfig> configuration, FlapStore flaps, DuplicateStore duplicates, Clock clock) {
        this.configuration = configuration;
        this.flaps = flaps;
        this.duplicates = duplicates;
        this.clock = clock;
    }

    private HoldBackRules rules() {
        return configuration.current().feature(HoldBackRules.class);
    }

    @Override
    public Uni<Map<Long, SuppressionReason>> heldBack(Instant now, Collection<Looked> groups) {
        HoldBackRules rules = rules();
        if (rules.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Map<Long, SuppressionReason> reasons = new HashMap<>();
        Map<Alert, Damping> damped = new HashMap<>();
        for (Looked looked : groups) {
            List<Alert> group = looked.alerts();
            reasons.putAll(rules.duplicates(group, now));
            reasons.putAll(rules.transients(group, now));
            group.stream()
                    .filter(alert -> !alert.resolvedAt(now))
                    .forEach(alert -> rules.ruleFor(alert)
                            .flatMap(HoldBackRule::damping)
                            .ifPresent(damping -> damped.put(alert, damping)));
        }
        return flapping(now, damped).map(flapping -> {
            flapping.forEach(fingerprint -> reasons.put(fingerprint, SuppressionReason.FLAPPING));
            return reasons;
        });
    }

    @Override
    public Uni<Optional<HeldBack>> why(Instant now, UUID group, String routeId, Alert alert) {
        HoldBackRules rules = rules();
        if (rules.isEmpty() || alert.resolvedAt(now)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return flaps(rules, alert, now)
                .map(flapping -> flapping.or(() -> isTransient(rules, alert, now)))
                .flatMap(held -> held.isPresent()
                        ? Uni.createFrom().item(held)
                        : duplicates
                                .speakerFor(alert, group, rules.duplicateLabels(), now)
                                .map(speaker -> speaker.map(HoldBackService::isDuplicate)));
    }

    private Uni<Optional<HeldBack>> flaps(HoldBackRules rules, Alert alert, Instant now) {
        return rules.ruleFor(alert)
                .flatMap(HoldBackRule::damping)
                .map(damping -> flaps.load(List.of(alert.fingerprint()))
                        .map(known -> state(known, alert, now, damping))
                        .map(state -> Optional.of(state)
                                .filter(FlapState::held)
                                .map(held -> new HeldBack(
                                        SuppressionReason.FLAPPING,
                                        "it comes and goes",
                                        Optional.of(held.calmAt(damping))))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Optional<HeldBack> isTransient(HoldBackRules rules, Alert alert, Instant now) {
        return rules.ruleFor(alert)
                .filter(rule -> rule.isTransient(alert, now))
                .map(rule -> new HeldBack(
                        SuppressionReason.TRANSIENT,
                        "it has to fire for " + PrometheusDuration.format(rule.shorterThan()),
                        Optional.of(alert.startsAt().plus(rule.shorterThan()))));
    }

    private static HeldBack isDuplicate(long speaker) {
        return new HeldBack(
                SuppressionReason.DUPLICATE,
                "the alert " + Fingerprint.text(speaker) + " of its group says the same",
                Optional.empty());
    }

    private Uni<List<Long>> flapping(Instant now, Map<Alert, Damping> damped) {
        if (damped.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Long> fingerprints =
                damped.keySet().stream().map(Alert::fingerprint).toList();
        return flaps.load(fingerprints).flatMap(known -> {
            List<FlapState> states = new ArrayList<>();
            damped.forEach((alert, damping) -> states.add(state(known, alert, now, damping)));
            return flaps.save(states)
                    .replaceWith(states.stream()
                            .filter(FlapState::held)
                            .map(FlapState::fingerprint)
                            .toList());
        });
    }

    private static FlapState state(Map<Long, FlapState> known, Alert alert, Instant now, Damping damping) {
        return Optional.ofNullable(known.get(alert.fingerprint()))
                .map(state -> state.seen(alert.startsAt(), now, damping))
                .orElseGet(() -> FlapState.first(alert.fingerprint(), alert.startsAt(), now));
    }

    /** Alerts that are held back since they flap. */
    Uni<List<FlapState>> held() {
        return flaps.held(clock.instant().minus(SHOWN));
    }
}
