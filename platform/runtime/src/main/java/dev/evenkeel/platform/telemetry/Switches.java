package dev.evenkeel.platform.telemetry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes one switch of ours out of several of Quarkus'. Naming a place to send traces to turns tracing on; a boolean stands
 * for log levels. Weaker than a service's own configuration, stronger than the shared defaults.
 */
public class Switches implements ConfigSourceFactory {

    private static final int BETWEEN_DEFAULTS_AND_APPLICATION = 200;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> settings = settings(
                value(context, "evenkeel.telemetry.otlp-endpoint")
                        .or(() -> value(context, "otel.exporter.otlp.endpoint")),
                isOn(context, "evenkeel.logging.startup", true),
                isOn(context, "evenkeel.logging.sql", false));
        return List.of(new PropertiesConfigSource(settings, "evenkeel switches", BETWEEN_DEFAULTS_AND_APPLICATION));
    }

    static Map<String, String> settings(Optional<String> otlpEndpoint, boolean startup, boolean sql) {
        Map<String, String> settings = new HashMap<>();
        otlpEndpoint.ifPresent(endpoint -> {
            settings.put("quarkus.otel.sdk.disabled", "false");
            settings.put("quarkus.otel.exporter.otlp.endpoint", endpoint);
        });
        if (!startup) {
            settings.put("quarkus.banner.enabled", "false");
            settings.put("quarkus.log.category.\"io.quarkus\".level", "WARN");
        }
        if (sql) {
            settings.put("quarkus.log.category.\"org.hibernate.SQL\".level", "DEBUG");
        }
        return settings;
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .filter(value -> !value.isBlank());
    }

    private static boolean isOn(ConfigSourceContext context, String name, boolean otherwise) {
        return value(context, name).map(Boolean::parseBoolean).orElse(otherwise);
    }
}
