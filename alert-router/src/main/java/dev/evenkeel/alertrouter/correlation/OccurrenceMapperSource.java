package dev.evenkeel.alertrouter.correlation;

import jakarta.enterprise.context.ApplicationScoped;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/** How alerts are seen by the configuration and the graph of this moment. */
@ApplicationScoped
class OccurrenceMapperSource {

    private final LiveConfiguration<RouterConfig> configuration;
    private final GraphTask graph;

    OccurrenceMapperSource(LiveConfiguration<RouterConfig> configuration, GraphTask graph) {
        this.configuration = configuration;
        this.graph = graph;
    }

    OccurrenceMapper current() {
        return new OccurrenceMapper(configuration.current().feature(CorrelationConfig.class), graph.current());
    }
}
