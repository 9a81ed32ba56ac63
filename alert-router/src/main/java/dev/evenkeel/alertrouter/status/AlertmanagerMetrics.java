package dev.evenkeel.alertrouter.status;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.compatibility.SpokenVersion;
import dev.evenkeel.alertrouter.config.ConfigHash;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.notification.NotificationMetrics;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * The configuration in force and the version under Alertmanager's names. There is no {@code alertmanager_cluster_members}:
 * replicas do not know of each other, and one that said that it is alone would look like one that has lost the others.
 */
@Startup
@Singleton
class AlertmanagerMetrics {

    private final MeterRegistry registry;
    private final LiveConfiguration<RouterConfig> configuration;

    AlertmanagerMetrics(
            MeterRegistry registry,
            LiveConfiguration<RouterConfig> configuration,
            NotificationMetrics notifications,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version,
            @ConfigProperty(name = "evenkeel.build.revision") String revision) {
        this.registry = registry;
        this.configuration = configuration;
        registerReloads();
        registerSizes();
        registerBuild(version, revision);
        configuration.onChange(config -> notifications.expect(kinds(config)));
        notifications.expect(kinds(configuration.current()));
    }

    private static Set<String> kinds(RouterConfig config) {
        return config.receivers().values().stream()
                .flatMap(receiver -> receiver.integrations().stream())
                .map(integration -> integration.settings().kind())
                .collect(Collectors.toSet());
    }

    private void registerReloads() {
        gauge(
                "alertmanager_config_last_reload_successful",
                "Whether the last attempt to load the configuration put it in force",
                () -> configuration.status().successful() ? 1 : 0);
        gauge(
                "alertmanager_config_last_reload_success_timestamp_seconds",
                "When the configuration in force was loaded",
                () -> seconds(configuration.status().loadedAt()));
        inForce(
                "alertmanager_config_hash",
                "A number that is the same for the same alertmanager.yml",
                config -> config.feature(ConfigHash.class).value());
    }

    private void registerSizes() {
        inForce(
                "alertmanager_receivers",
                "Receivers that a route names",
                config -> receivers(config).count());
        inForce(
                "alertmanager_integrations",
                "Integrations of these receivers",
                config -> receivers(config)
                        .mapToInt(receiver -> config.integrations(receiver).size())
                        .sum());
        inForce(
                "alertmanager_inhibition_rules",
                "Inhibition rules",
                config -> config.inhibition().rules().size());
        gauge("alertmanager_cluster_enabled", "Always 0: replicas share a database and do not gossip", () -> 0);
    }

    private void registerBuild(String version, String revision) {
        Gauge.builder("alertmanager_build_info", () -> 1)
                .description("The Alertmanager whose API is spoken, and as the branch what is running; always 1")
                .tag("version", SpokenVersion.NUMBER)
                .tag("revision", revision)
                .tag("branch", SpokenVersion.branch(version))
                .tag("goversion", "")
                .tag("goos", System.getProperty("os.name").toLowerCase(Locale.ROOT))
                .tag("goarch", System.getProperty("os.arch"))
                .tag("tags", "")
                .register(registry);
    }

    private static Stream<String> receivers(RouterConfig config) {
        return config.route().walk().map(route -> route.options().receiver()).distinct();
    }

    /** As in Alertmanager: 0 for never. */
    private static double seconds(Instant instant) {
        return instant == null ? 0 : instant.toEpochMilli() / 1000.0;
    }

    private void inForce(String name, String description, ToDoubleFunction<RouterConfig> value) {
        gauge(name, description, () -> value.applyAsDouble(configuration.current()));
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }
}
