package dev.evenkeel.slo.counting;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.prometheus.DataSource;
import dev.evenkeel.platform.tasks.Task;
import dev.evenkeel.slo.objective.Indicator;
import dev.evenkeel.slo.objective.MetricQuery;
import dev.evenkeel.slo.objective.Slo;
import dev.evenkeel.slo.objective.SloCatalog;

/** Looks at each source when it is due and counts what it shows for every objective that is measured by it. */
@ApplicationScoped
class MeasurementService implements Task {

    private static final int SOURCES_AT_ONCE = 8;

    private final LiveConfiguration<SloCatalog> catalog;
    private final MeasurementClient client;
    private final TallyStore tallies;
    private final MeterRegistry meters;
    private final Clock clock;

    MeasurementService(
            LiveConfiguration<SloCatalog> catalog,
            MeasurementClient client,
            TallyStore tallies,
            MeterRegistry meters,
            Clock clock) {
        this.catalog = catalog;
        this.client = client;
        this.tallies = tallies;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "slo-measurement";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Uni<Void> run() {
        SloCatalog current = catalog.current();
        return Multi.createFrom()
                .iterable(current.sources())
                .onItem()
                .transformToUni(source -> measureIfDue(source, current.measuredBy(source)))
                .merge(SOURCES_AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> measureIfDue(DataSource source, List<Slo> slos) {
        if (slos.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tallies.claim(source, clock.instant())
                .flatMap(ours -> ours ? measure(source, slos) : Uni.createFrom().voidItem());
    }

    private Uni<Void> measure(DataSource source, List<Slo> slos) {
        Set<MetricQuery> queries = new HashSet<>();
        slos.forEach(slo -> queries.addAll(queriesOf(slo.indicator())));
        return client.look(source, queries)
                .flatMap(look -> Multi.createFrom()
                        .iterable(slos)
                        .onItem()
                        .transformToUniAndConcatenate(slo -> tallies.count(slo, look))
                        .collect()
                        .last()
                        .replaceWithVoid())
                .invoke(() -> looked(source, "success"))
                .onFailure(MeasurementException.class)
                .recoverWithUni(failure -> {
                    // What a counter gains meanwhile is counted by the next look that succeeds.
                    Log.warnf("The data source %s could not be looked at: %s", source.name(), failure.getMessage());
                    looked(source, "failure");
                    return Uni.createFrom().voidItem();
                });
    }

    private void looked(DataSource source, String outcome) {
        meters.counter("evenkeel_slo_measurements_total", "source", source.name(), "outcome", outcome)
                .increment();
    }

    private static List<MetricQuery> queriesOf(Indicator indicator) {
        return switch (indicator) {
            case Indicator.Ratio ratio -> List.of(ratio.counted(), ratio.total());
            case Indicator.Threshold threshold -> List.of(threshold.query());
        };
    }
}
