package dev.evenkeel.capacity.resource;

import java.util.List;
import java.util.Optional;

import dev.evenkeel.platform.prometheus.DataSource;

/** All resources and the sources they are read from. Names are unique, and every resource names a source here. */
public record ResourceCatalog(List<Resource> resources, List<DataSource> sources) {

    public static final ResourceCatalog EMPTY = new ResourceCatalog(List.of(), List.of());

    public ResourceCatalog {
        resources = List.copyOf(resources);
        sources = List.copyOf(sources);
    }

    public Optional<Resource> find(String name) {
        return resources.stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst();
    }
}
