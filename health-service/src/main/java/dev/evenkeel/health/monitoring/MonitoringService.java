package dev.evenkeel.health.monitoring;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.health.catalog.Catalog;
import dev.evenkeel.health.catalog.Component;
import dev.evenkeel.health.graph.Diagnosis;
import dev.evenkeel.health.history.ComponentChanged;
import dev.evenkeel.health.history.HistoryService;
import dev.evenkeel.health.probe.CheckTimetable;
import dev.evenkeel.health.probe.ProbeService;
import dev.evenkeel.health.state.CheckResult;
import dev.evenkeel.health.state.ComponentState;
import dev.evenkeel.health.state.State;
import dev.evenkeel.health.state.StateBoard;
import dev.evenkeel.health.state.StateChange;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Checks every component when it is due, judges what came of it, remembers it and tells of changes. Checks run side by
 * side, those of one component never: one that does not answer holds up nobody else.
 */
@ApplicationScoped
public class MonitoringService {

    private static final String NOT_WATCHED = "no longer watched";

    private final LiveConfiguration<Catalog> catalog;
    private final ProbeService probes;
    private final HistoryService history;
    private final CheckMetrics metrics;
    private final Clock clock;
    private final StateBoard board = new StateBoard();
    private final CheckTimetable timetable;
    private final Set<String> underway = ConcurrentHashMap.newKeySet();

    MonitoringService(
            LiveConfiguration<Catalog> catalog,
            ProbeService probes,
            HistoryService history,
            CheckMetrics metrics,
            Clock clock) {
        this.catalog = catalog;
        this.probes = probes;
        this.history = history;
        this.metrics = metrics;
        this.clock = clock;
        this.timetable = new CheckTimetable(name -> ThreadLocalRandom.current().nextDouble());
    }

    public Catalog catalog() {
        return catalog.current();
    }

    public StateBoard.Entry stateOf(Component component) {
        return board.of(component.name(), clock.instant());
    }

    /** The states of all components that were checked, by name. */
    public Map<String, ComponentState> states() {
        return board.states();
    }

    /** What the graph says about the present moment. */
    public Diagnosis diagnosis() {
        return new Diagnosis(catalog(), board.states());
    }

    /** Takes up the states in which a restart interrupted us, so that it neither hides a change nor makes one up. */
    public void resume(Map<String, ComponentState> lastStates) {
        lastStates.forEach(board::restore);
    }

    /** Starts the checks that are due. The result ends when all of them have; nobody needs to wait for it. */
    public Uni<Void> checkWhatIsDue() {
        Catalog current = catalog();
        List<Uni<Void>> checks;
        synchronized (timetable) {
            checks = timetable.takeDue(current, clock.instant()).stream()
                    .filter(component -> underway.add(component.name()))
                    .map(this::check)
                    .toList();
        }
        if (catalog.status().loadedAt() != null) {
            forgetAllBut(current.components().stream().map(Component::name).collect(Collectors.toSet()));
        }
        return checks.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(checks).andCollectFailures().replaceWithVoid();
    }

    /** An outage of what is not watched any more would never end for those who were told of it. */
    private void forgetAllBut(Set<String> watched) {
        Instant now = clock.instant();
        metrics.retain(watched);
        board.retain(watched).forEach((name, last) -> {
            if (last.state() == State.DOWN) {
                var over = ComponentState.restored(State.UP, now, NOT_WATCHED);
                var change = new StateChange(name, State.DOWN, over, now);
                history.remember(new ComponentChanged(change, Optional.empty(), name, List.of()));
            }
        });
    }

    private Uni<Void> check(Component component) {
        return probes.carryOut(component.check())
                .invoke(result -> judge(component, result))
                .onTermination()
                .invoke(() -> underway.remove(component.name()))
                .replaceWithVoid();
    }

    private void judge(Component component, CheckResult result) {
        Instant now = clock.instant();
        history.remember(component.name(), result);
        var change = board.record(component.name(), component.check(), result, now);
        metrics.checked(component.name(), result, stateOf(component).state().state());
        change.ifPresent(happened -> tell(component, happened));
    }

    private void tell(Component component, StateChange change) {
        Diagnosis diagnosis = diagnosis();
        history.remember(new ComponentChanged(
                change,
                Optional.of(component),
                diagnosis.rootOf(component.name()),
                diagnosis.dependents(component.name())));
    }
}
