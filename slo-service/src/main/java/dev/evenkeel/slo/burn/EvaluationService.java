package dev.evenkeel.slo.burn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.tasks.Task;
import dev.evenkeel.slo.budget.Counts;
import dev.evenkeel.slo.budget.ErrorBudget;
import dev.evenkeel.slo.burn.BurnState.Phase;
import dev.evenkeel.slo.counting.CountStore;
import dev.evenkeel.slo.objective.Slo;
import dev.evenkeel.slo.objective.SloCatalog;

/**
 * Looks at every objective again and again: adds up its windows, judges its policies, writes down what changed. How the
 * objectives stood at the last look is kept for those who ask.
 */
@ApplicationScoped
public class EvaluationService implements Task {

    private final LiveConfiguration<SloCatalog> catalog;
    private final CountStore counts;
    private final BurnStore store;
    private final Clock clock;
    private volatile List<SloStanding> standings = List.of();

    EvaluationService(LiveConfiguration<SloCatalog> catalog, CountStore counts, BurnStore store, Clock clock) {
        this.catalog = catalog;
        this.counts = counts;
        this.store = store;
        this.clock = clock;
    }

    /** How the objectives stood at the last look, in the order of the catalog. */
    public List<SloStanding> standings() {
        return standings;
    }

    @Override
    public String name() {
        return "slo-evaluation";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Uni<Void> run() {
        Instant now = clock.instant();
        List<Slo> slos = catalog.current().slos();
        return addUp(slos, now)
                .flatMap(sums -> store.states()
                        .map(states -> slos.stream()
                                .map(slo -> standing(slo, sums, states.getOrDefault(slo.name(), Map.of()), now))
                                .toList()))
                .invoke(judged -> standings = judged)
                .chain(this::writeChanges);
    }

    /** Many objectives have their windows in common, and one query adds up a window for all of them. */
    private Uni<Map<Instant, Map<String, Counts>>> addUp(List<Slo> slos, Instant now) {
        Set<Instant> starts = new HashSet<>();
        for (Slo slo : slos) {
            starts.add(slo.window().startAt(now));
            for (BurnPolicy policy : slo.policies()) {
                starts.add(now.minus(policy.longWindow()));
                starts.add(now.minus(policy.shortWindow()));
            }
        }
        return Multi.createFrom()
                .iterable(starts)
                .onItem()
                .transformToUniAndConcatenate(start -> counts.since(start, now).map(sums -> Map.entry(start, sums)))
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static SloStanding standing(
            Slo slo, Map<Instant, Map<String, Counts>> sums, Map<String, BurnState> known, Instant now) {
        Map<Duration, Counts> windows = new HashMap<>();
        Map<String, BurnState> states = new HashMap<>();
        for (BurnPolicy policy : slo.policies()) {
            for (Duration window : List.of(policy.longWindow(), policy.shortWindow())) {
                windows.put(window, sum(slo, sums, now.minus(window)));
            }
            states.put(policy.name(), known.getOrDefault(policy.name(), new BurnState(Phase.CALM, now)));
        }
        ErrorBudget budget =
                new ErrorBudget(slo.target(), sum(slo, sums, slo.window().startAt(now)));
        return new SloStanding(slo, budget, windows, states, now);
    }

    private static Counts sum(Slo slo, Map<Instant, Map<String, Counts>> sums, Instant start) {
        return sums.get(start).getOrDefault(slo.name(), Counts.NONE);
    }

    private Uni<Void> writeChanges() {
        List<SloStanding> judged = standings;
        return store.spent()
                .flatMap(spent -> Multi.createFrom()
                        .iterable(judged)
                        .onItem()
                        .transformToUniAndConcatenate(standing -> writeChanges(
                                standing, spent.containsKey(standing.slo().name())))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    /** Most looks change nothing, and cost no transaction. */
    private Uni<Void> writeChanges(SloStanding standing, boolean knownAsSpent) {
        List<BurnPolicy> changing = standing.slo().policies().stream()
                .filter(policy -> {
                    BurnState state = standing.states().get(policy.name());
                    return !state.after(standing.breaches(policy), policy.alertAfter(), standing.at())
                            .equals(state);
                })
                .toList();
        return Multi.createFrom()
                .iterable(changing)
                .onItem()
                .transformToUniAndConcatenate(policy -> store.advance(standing, policy))
                .collect()
                .last()
                .chain(() -> standing.budget().isSpent() == knownAsSpent
                        ? Uni.createFrom().voidItem()
                        : store.note(standing));
    }
}
