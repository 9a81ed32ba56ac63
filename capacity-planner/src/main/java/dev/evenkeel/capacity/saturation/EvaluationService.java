package dev.evenkeel.capacity.saturation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.capacity.resource.Resource;
import dev.evenkeel.capacity.resource.ResourceCatalog;
import dev.evenkeel.capacity.sampling.SampleStore;
import dev.evenkeel.capacity.sampling.SampleStore.Trouble;
import dev.evenkeel.capacity.sampling.UsageSample;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.tasks.Task;

/**
 * Looks at every resource again and again: forecasts it when there is something new to forecast from, judges it, writes
 * down what changed. How the resources stood at the last look is kept for those who ask.
 */
@ApplicationScoped
public class EvaluationService implements Task {

    /** Calculating again and again what hardly differs would cost more than it tells. */
    private static final Duration FRESH_AT_LEAST = Duration.ofSeconds(30);

    private static final Duration FRESH_AT_MOST = Duration.ofMinutes(10);

    private final LiveConfiguration<ResourceCatalog> catalog;
    private final SampleStore samples;
    private final OutlookService outlooks;
    private final SaturationStore store;
    private final StandingMetrics metrics;
    private final Clock clock;
    private final Map<Resource, Outlook> made = new ConcurrentHashMap<>();
    private volatile List<ResourceStanding> standings = List.of();

    EvaluationService(
            LiveConfiguration<ResourceCatalog> catalog,
            SampleStore samples,
            OutlookService outlooks,
            SaturationStore store,
            StandingMetrics metrics,
            Clock clock) {
        this.catalog = catalog;
        this.samples = samples;
        this.outlooks = outlooks;
        this.store = store;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** How the resources stood at the last look, in the order of the catalog. */
    public List<ResourceStanding> standings() {
        return standings;
    }

    /** How a resource stood at the last look; empty if there is none of that name, or it was not looked at yet. */
    public Optional<ResourceStanding> standing(String name) {
        return standings.stream()
                .filter(standing -> standing.resource().name().equals(name))
                .findFirst();
    }

    @Override
    public String name() {
        return "capacity-evaluation";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Uni<Void> run() {
        Instant now = clock.instant();
        List<Resource> resources = catalog.current().resources();
        made.keySet().retainAll(resources);
        return samples.newest(resources.stream().map(Resource::name).toList(), now)
                .flatMap(newest -> samples.troubles()
                        .flatMap(troubles -> store.states()
                                .flatMap(states -> Multi.createFrom()
                                        .iterable(resources)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                resource -> stand(resource, newest, troubles, states, now))
                                        .collect()
                                        .asList())))
                .invoke(judged -> {
                    standings = judged.stream()
                            .map(standing -> standing.with(standing.after(standing.state())))
                            .toList();
                    metrics.show(standings);
                })
                .chain(this::writeChanges);
    }

    private Uni<ResourceStanding> stand(
            Resource resource,
            Map<String, UsageSample> newest,
            Map<String, Trouble> troubles,
            Map<String, SaturationState> states,
            Instant now) {
        Optional<UsageSample> sample = Optional.ofNullable(newest.get(resource.name()));
        SaturationState state = states.getOrDefault(resource.name(), SaturationState.unknown(now));
        Optional<Trouble> trouble = Optional.ofNullable(troubles.get(resource.name()));
        return outlook(resource, sample, now)
                .map(outlook -> ResourceStanding.of(resource, sample, outlook, state, trouble, now));
    }

    private Uni<Outlook> outlook(Resource resource, Optional<UsageSample> newest, Instant now) {
        Outlook known = made.get(resource);
        if (known != null && isFresh(known, now)) {
            return Uni.createFrom().item(known);
        }
        return outlooks.look(resource, newest, resource.horizon(), now).invoke(outlook -> made.put(resource, outlook));
    }

    private static boolean isFresh(Outlook known, Instant now) {
        Duration fresh = known.step().compareTo(FRESH_AT_MOST) > 0 ? FRESH_AT_MOST : known.step();
        Instant until = known.madeAt().plus(fresh.compareTo(FRESH_AT_LEAST) > 0 ? fresh : FRESH_AT_LEAST);
        return !now.isBefore(known.madeAt()) && now.isBefore(until);
    }

    private Uni<Void> writeChanges(List<ResourceStanding> judged) {
        return Multi.createFrom()
                .iterable(judged)
                // Most looks change nothing, and cost no transaction.
                .filter(standing -> !standing.after(standing.state()).equals(standing.state()))
                .onItem()
                .transformToUniAndConcatenate(store::advance)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
