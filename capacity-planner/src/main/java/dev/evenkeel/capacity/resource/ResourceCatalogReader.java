package dev.evenkeel.capacity.resource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.platform.configuration.ConfigDocument;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.ConfigReader;
import dev.evenkeel.platform.prometheus.DataSource;
import dev.evenkeel.platform.prometheus.PrometheusServer;
import dev.evenkeel.platform.prometheus.SourceConfiguration;

/** Reads documents with {@code sources} and {@code resources}; what one names may stand in another file. */
public final class ResourceCatalogReader implements ConfigReader<ResourceCatalog> {

    /** Sources are looked at when a resource is due, not at intervals of their own. */
    private static final Duration NO_INTERVAL = Duration.ZERO;

    @Override
    public ResourceCatalog read(List<ConfigDocument> documents) {
        Map<String, DataSource> sources = new LinkedHashMap<>();
        List<ConfigNode> resourceNodes = new ArrayList<>();
        for (ConfigDocument document : documents) {
            if (document.root().isNull()) {
                continue;
            }
            ConfigMapping top = document.root().mapping();
            for (ConfigNode node : elements(top, "sources")) {
                DataSource source = source(node.mapping());
                if (sources.putIfAbsent(source.name(), source) != null) {
                    node.reject("there is another source named '" + source.name() + "'");
                }
            }
            resourceNodes.addAll(elements(top, "resources"));
            top.refuseOthers();
        }
        ResourceReader reader = new ResourceReader(sources);
        Map<String, Resource> resources = new LinkedHashMap<>();
        for (ConfigNode node : resourceNodes) {
            Resource resource = reader.read(node.mapping());
            if (resources.putIfAbsent(resource.name(), resource) != null) {
                node.reject("there is another resource named '" + resource.name() + "'");
            }
        }
        return new ResourceCatalog(List.copyOf(resources.values()), List.copyOf(sources.values()));
    }

    private static List<ConfigNode> elements(ConfigMapping fields, String field) {
        return fields.optional(field).map(ConfigNode::list).orElse(List.of());
    }

    private static DataSource source(ConfigMapping fields) {
        String name = ResourceReader.name(fields.required("name"));
        Optional<ConfigNode> scrape = fields.optional("scrape");
        Optional<ConfigNode> prometheus = fields.optional("prometheus");
        fields.refuseOthers();
        if (scrape.isPresent() == prometheus.isPresent()) {
            fields.self().reject("needs exactly one of scrape and prometheus");
            return new DataSource.Prometheus(name, PrometheusServer.at("http://invalid.invalid"), NO_INTERVAL);
        }
        if (prometheus.isPresent()) {
            return new DataSource.Prometheus(name, SourceConfiguration.prometheusServer(prometheus.get()), NO_INTERVAL);
        }
        if (scrape.get().isMapping()) {
            scrape.get()
                    .mapping()
                    .optional("interval")
                    .ifPresent(interval -> interval.reject("is not a field here: each resource says its step"));
        }
        return new DataSource.Scraped(name, SourceConfiguration.scrapeTarget(scrape.get()));
    }
}
