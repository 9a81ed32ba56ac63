package dev.evenkeel.platform.prometheus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.evenkeel.platform.prometheus.exposition.ExpositionEntry;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;

/** Turns the entries of one exposition into samples that belong to their target. */
final class ScrapeReading implements Consumer<ExpositionEntry> {

    private record Moment(Labels labels, long timestampMillis) {}

    private final Labels identity;
    private final long scrapedAt;
    private final List<ScrapedSample> samples = new ArrayList<>();
    private final Map<String, MetricFamily> families = new HashMap<>();
    private final Set<Moment> seen = new HashSet<>();
    private int scraped;

    ScrapeReading(Labels identity, Instant scrapedAt) {
        this.identity = identity;
        this.scrapedAt = scrapedAt.toEpochMilli();
    }

    @Override
    public void accept(ExpositionEntry entry) {
        switch (entry) {
            case ExpositionEntry.Help help -> describe(help.family(), family -> family.withHelp(help.text()));
            case ExpositionEntry.Type type -> describe(type.family(), family -> family.withType(type.type()));
            case ExpositionEntry.Unit unit -> describe(unit.family(), family -> family.withUnit(unit.unit()));
            case ExpositionEntry.Point point -> add(point);
        }
    }

    private void describe(String family, UnaryOperator<MetricFamily> change) {
        families.put(family, change.apply(families.getOrDefault(family, MetricFamily.UNDESCRIBED)));
    }

    private void add(ExpositionEntry.Point point) {
        scraped++;
        Labels labels = ownedBy(identity, point.labels());
        long timestamp = point.timestampMillis().orElse(scrapedAt);
        if (seen.add(new Moment(labels, timestamp))) {
            samples.add(new ScrapedSample(labels, new Sample(timestamp, point.value())));
        }
    }

    /** The target's labels win; what the exposition had under their names is kept as {@code exported_…}. */
    private static Labels ownedBy(Labels identity, Labels exposed) {
        Labels owned = exposed;
        for (String name : identity.names()) {
            String value = exposed.get(name);
            if (!value.isEmpty()) {
                String free = "exported_" + name;
                while (owned.has(free) || identity.has(free)) {
                    free = "exported_" + free;
                }
                owned = owned.with(free, value);
            }
        }
        return owned.with(identity);
    }

    List<ScrapedSample> samples() {
        return samples;
    }

    Map<String, MetricFamily> families() {
        return families;
    }

    /** Samples in the exposition, duplicates counted. */
    int scraped() {
        return scraped;
    }

    int duplicates() {
        return scraped - samples.size();
    }
}
