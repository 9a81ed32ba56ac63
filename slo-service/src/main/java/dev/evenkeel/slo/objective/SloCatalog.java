package dev.evenkeel.slo.objective;

import java.util.List;
import java.util.Optional;

import dev.evenkeel.platform.prometheus.DataSource;

/** All promises and the sources they are measured by. Names are unique, and every indicator names a source here. */
public record SloCatalog(List<Slo> slos, List<DataSource> sources) {

    public static final SloCatalog EMPTY = new SloCatalog(List.of(), List.of());

    public SloCatalog {
        slos = List.copyOf(slos);
        sources = List.copyOf(sources);
    }

    public Optional<Slo> find(String name) {
        return slos.stream().filter(slo -> slo.name().equals(name)).findFirst();
    }

    /** The promises that are measured by a source. */
    public List<Slo> measuredBy(DataSource source) {
        return slos.stream()
                .filter(slo -> slo.indicator().source().equals(source.name()))
                .toList();
    }
}
