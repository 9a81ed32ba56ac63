package dev.evenkeel.alertrouter.suppression;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.firing.FiringLabels;
import dev.evenkeel.alertrouter.firing.FiringLabelsStore;
import dev.evenkeel.alertrouter.firing.NameAndSeverity;
import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.inhibition.InhibitionStore;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.silence.SilenceService;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.tasks.Task;

/**
 * Counts the alerts that fire and are silenced or inhibited. By their names and severities, which PostgreSQL counts, most
 * are decided; the labels of the others are read page by page.
 */
@ApplicationScoped
public class SuppressedCountTask implements Task {

    /** What the metric says that is made up of these and others. */
    public static final String ALERTS_BY_STATE = "Alerts by their state";

    /** Beyond them, to decide by names and severities is more work than to read all labels. */
    private static final int MOST_NAMES = 10_000;

    private static final long MOST_COMPARISONS = 1_000_000;
    private static final int MOST_UNDECIDED = 500;

    private final SuppressionService suppressions;
    private final SilenceService silences;
    private final InhibitionStore inhibiting;
    private final FiringLabelsStore alerts;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Clock clock;
    private volatile long count;

    SuppressedCountTask(
            SuppressionService suppressions,
            SilenceService silences,
            InhibitionStore inhibiting,
            FiringLabelsStore alerts,
            LiveConfiguration<RouterConfig> configuration,
            Clock clock,
            MeterRegistry meters) {
        this.suppressions = suppressions;
        this.silences = silences;
        this.inhibiting = inhibiting;
        this.alerts = alerts;
        this.configuration = configuration;
        this.clock = clock;
        Gauge.builder("alertmanager_alerts", this, SuppressedCountTask::count)
                .description(ALERTS_BY_STATE)
                .tag("state", "suppressed")
                .register(meters);
    }

    /** How many there were at the last count. */
    public long count() {
        return count;
    }

    @Override
    public String name() {
        return "count-suppressed-alerts";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Uni<Void> run() {
        Instant now = clock.instant();
        Inhibition inhibition = configuration.current().inhibition();
        return Uni.combine()
                .all()
                .unis(silences.current(now), targets(inhibition, now))
                .with((current, targets) -> new Foreknowledge(current.askedForAt(now), targets))
                .flatMap(known -> known.isNothing() ? Uni.createFrom().item(0L) : count(known, inhibition, now))
                .invoke(counted -> count = counted)
                .replaceWithVoid();
    }

    /** What alerts fulfil that may be inhibited; nobody is while nothing fires that inhibits others. */
    private Uni<List<List<Matcher>>> targets(Inhibition inhibition, Instant now) {
        return inhibition.rules().isEmpty()
                ? Uni.createFrom().item(List.of())
                : inhibiting
                        .isAnyFiring(now)
                        .map(any -> any
                                ? inhibition.rules().stream()
                                        .map(rule -> rule.target().list())
                                        .toList()
                                : List.of());
    }

    private Uni<Long> count(Foreknowledge known, Inhibition inhibition, Instant now) {
        return alerts.counts(now, MOST_NAMES + 1).flatMap(counts -> {
            if (counts.size() > MOST_NAMES || (long) counts.size() * known.size() > MOST_COMPARISONS) {
                return count(alerts.pages(now), inhibition, now);
            }
            long decided = 0;
            List<NameAndSeverity> undecided = new ArrayList<>();
            for (var each : counts.entrySet()) {
                switch (known.of(each.getKey())) {
                    case ALWAYS -> decided += each.getValue();
                    case PERHAPS -> undecided.add(each.getKey());
                    case NEVER -> {
                        // not among those that are counted
                    }
                }
            }
            if (undecided.size() > MOST_UNDECIDED) {
                return count(alerts.pages(now), inhibition, now);
            }
            long sum = decided;
            return undecided.isEmpty()
                    ? Uni.createFrom().item(sum)
                    : count(alerts.pages(now, undecided), inhibition, now).map(others -> sum + others);
        });
    }

    private Uni<Long> count(Multi<List<FiringLabels>> pages, Inhibition inhibition, Instant now) {
        return pages.onItem()
                .transformToUniAndConcatenate(page -> {
                    List<Labels> labels =
                            page.stream().map(FiringLabels::labels).toList();
                    return suppressions
                            .at(now, labels, inhibition)
                            .map(suppression -> labels.stream()
                                    .filter(suppression::isSuppressed)
                                    .count());
                })
                .collect()
                .with(Collectors.summingLong(Long::longValue));
    }
}
