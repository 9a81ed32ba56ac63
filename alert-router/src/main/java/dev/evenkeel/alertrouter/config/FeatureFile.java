package dev.evenkeel.alertrouter.config;

import java.util.function.BiFunction;

import dev.evenkeel.platform.configuration.ConfigNode;

/**
 * What a feature of ours is configured by: a file of its own beside {@code alertmanager.yml}, which stays Alertmanager's.
 * All files are read together and put in force together, or not at all. A feature makes one of these as a CDI bean, and
 * finds what was read with {@link RouterConfig#feature}.
 *
 * @param <T> an immutable value
 * @param name of the file, as {@code oncall.yaml}
 * @param rank files are read in this order, so that one may refer to what another defines
 * @param absent what holds without the file
 * @param reader reads the file's one document, given all that was read before it
 */
public record FeatureFile<T>(
        String name, int rank, Class<T> type, T absent, BiFunction<ConfigNode, RouterConfig, T> reader) {

    RouterConfig addTo(RouterConfig config, ConfigNode document) {
        return config.with(type, reader.apply(document, config));
    }

    RouterConfig addAbsentTo(RouterConfig config) {
        return config.with(type, absent);
    }
}
