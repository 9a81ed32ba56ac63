package dev.evenkeel.health.status;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonIgnore;

import dev.evenkeel.health.catalog.Component;
import dev.evenkeel.health.catalog.Dependency;
import dev.evenkeel.health.catalog.Target;
import dev.evenkeel.health.graph.Diagnosis;
import dev.evenkeel.health.incident.IncidentView;
import dev.evenkeel.health.incident.OpenIncidents;
import dev.evenkeel.health.state.CheckResult;
import dev.evenkeel.health.state.State;
import dev.evenkeel.health.state.StateBoard;

/**
 * A component as the API shows it.
 *
 * @param state {@code up}, {@code down} or {@code unknown}
 * @param since when the state began; {@code null} while it is unknown
 * @param reason why it is down; empty otherwise
 * @param cause if it is down, the component whose outage explains it; otherwise {@code null}
 * @param blastRadius who is down with it, by hard dependencies, the direct ones first
 * @param dependents who needs it, directly or through others, be it only softly
 * @param check the kind of check: {@code http}, {@code tcp} or {@code postgres}
 * @param lastCheck when it was checked last; {@code null} before the first check
 * @param lastDurationSeconds how long that check took; {@code null} before the first check
 * @param incidents those not resolved that concern it, newest first; {@code null} while they cannot be read
 */
public record ComponentView(
        String name,
        String description,
        String state,
        Instant since,
        String reason,
        String cause,
        List<String> dependsOn,
        List<String> blastRadius,
        List<String> dependents,
        String criticality,
        String owner,
        String runbook,
        String check,
        Instant lastCheck,
        Double lastDurationSeconds,
        List<IncidentView> incidents) {

    static ComponentView of(Component component, StateBoard.Entry entry, Diagnosis diagnosis, OpenIncidents incidents) {
        State state = entry.state().state();
        return new ComponentView(
                component.name(),
                component.description(),
                state.code(),
                state == State.UNKNOWN ? null : entry.state().since(),
                state == State.DOWN ? entry.state().reason() : "",
                state == State.DOWN ? diagnosis.rootOf(component.name()) : null,
                component.dependsOn().stream().map(Dependency::component).toList(),
                diagnosis.blastRadius(component.name()),
                diagnosis.dependents(component.name()),
                component.criticality().name().toLowerCase(Locale.ROOT),
                component.owner(),
                component.runbook().orElse(null),
                kind(component.check().target()),
                entry.lastResult().map(CheckResult::at).orElse(null),
                entry.lastResult()
                        .map(result -> result.duration().toNanos() / 1e9)
                        .orElse(null),
                incidents.known()
                        ? incidents.concerning(component.name()).stream()
                                .map(IncidentView::of)
                                .toList()
                        : null);
    }

    private static String kind(Target target) {
        return switch (target) {
            case Target.Http http -> "http";
            case Target.Tcp tcp -> "tcp";
            case Target.Postgres postgres -> "postgres";
        };
    }

    /** The last duration as the page shows it; {@code null} before the first check. */
    @JsonIgnore
    public Long getLastDurationMillis() {
        return lastDurationSeconds == null ? null : Math.round(lastDurationSeconds * 1000);
    }
}
