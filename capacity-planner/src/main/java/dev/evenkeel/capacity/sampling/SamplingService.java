package dev.evenkeel.capacity.sampling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.capacity.resource.Resource;
import dev.evenkeel.capacity.resource.ResourceCatalog;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.prometheus.DataSource;
import dev.evenkeel.platform.tasks.Task;

/** Samples each resource when its step has passed, all that read the same source with one look at it. */
@ApplicationScoped
class SamplingService implements Task {

    private static final int SOURCES_AT_ONCE = 8;
    private static final String SAMPLES = "evenkeel_capacity_samples_total";

    private final LiveConfiguration<ResourceCatalog> catalog;
    private final SamplingClient client;
    private final SampleStore store;
    private final MeterRegistry meters;
    private final Clock clock;
    /** The slot up to which each resource was tried here: asking PostgreSQL every second whose turn it is costs more. */
    private final Map<String, Instant> tried = new ConcurrentHashMap<>();
    /** What was logged of each resource last: the same reason every few seconds tells nobody more. */
    private final Map<String, String> logged = new ConcurrentHashMap<>();

    SamplingService(
            LiveConfiguration<ResourceCatalog> catalog,
            SamplingClient client,
            SampleStore store,
            MeterRegistry meters,
            Clock clock) {
        this.catalog = catalog;
        this.client = client;
        this.store = store;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "capacity-sampling";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Uni<Void> run() {
        Instant now = clock.instant();
        ResourceCatalog current = catalog.current();
        forgetAllBut(current.resources().stream().map(Resource::name).collect(Collectors.toSet()));
        List<Resource> due = current.resources().stream()
                .filter(resource -> !Slots.at(now, resource.step()).equals(tried.get(resource.name())))
                .toList();
        if (due.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.claim(due, now)
                .invoke(() -> due.forEach(resource -> tried.put(resource.name(), Slots.at(now, resource.step()))))
                .map(ours -> due.stream()
                        .filter(resource -> ours.contains(resource.name()))
                        .toList())
                .flatMap(ours -> sample(current.sources(), ours, now));
    }

    private Uni<Void> sample(List<DataSource> sources, List<Resource> resources, Instant now) {
        return Multi.createFrom()
                .iterable(sources)
                .onItem()
                .transformToUni(source -> sample(
                        source,
                        resources.stream()
                                .filter(resource -> resource.source().equals(source.name()))
                                .toList(),
                        now))
                .merge(SOURCES_AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> sample(DataSource source, List<Resource> resources, Instant now) {
        if (resources.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Set<String> expressions = new HashSet<>();
        resources.forEach(resource -> expressions.addAll(resource.expressions()));
        return client.ask(source, expressions).flatMap(answers -> keep(resources, answers, now));
    }

    private Uni<Void> keep(List<Resource> resources, Map<String, Reading.Answer> answers, Instant now) {
        List<UsageSample> samples = new ArrayList<>();
        Map<String, SampleStore.Trouble> troubles = new HashMap<>();
        for (Resource resource : resources) {
            Instant slot = Slots.at(now, resource.step());
            switch (Reading.of(resource, answers)) {
                case Reading.Measured measured -> {
                    samples.add(new UsageSample(resource.name(), slot, measured.usage(), measured.limit()));
                    troubles.put(resource.name(), new SampleStore.Trouble(slot, ""));
                    logged.remove(resource.name());
                    count(resource, "success");
                }
                case Reading.Unreadable unreadable -> {
                    log(resource, unreadable.reason());
                    troubles.put(resource.name(), new SampleStore.Trouble(slot, unreadable.reason()));
                    count(resource, "failure");
                }
            }
        }
        return store.keep(samples).chain(() -> store.note(troubles));
    }

    private void forgetAllBut(Set<String> sampled) {
        logged.keySet().retainAll(sampled);
        tried.keySet().stream().filter(name -> !sampled.contains(name)).forEach(name -> {
            tried.remove(name);
            meters.find(SAMPLES).tag("resource", name).meters().forEach(meters::remove);
        });
    }

    private void log(Resource resource, String reason) {
        if (!reason.equals(logged.put(resource.name(), reason))) {
            Log.warnf("The resource %s cannot be sampled: %s", resource.name(), reason);
        }
    }

    private void count(Resource resource, String outcome) {
        meters.counter(SAMPLES, "resource", resource.name(), "outcome", outcome).increment();
    }
}
