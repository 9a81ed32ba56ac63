package dev.evenkeel.platform.telemetry;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code evenkeel_build_info}: always 1, with what is running in its labels, to join other series with. */
@Startup
@Singleton
public class BuildMetrics {

    BuildMetrics(
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version,
            @ConfigProperty(name = "evenkeel.build.revision") String revision) {
        Gauge.builder("evenkeel.build.info", () -> 1)
                .description("What is running; always 1")
                .tag("service", service)
                .tag("version", version)
                .tag("revision", revision)
                .tag("java", Runtime.version().toString())
                .tag("mode", ImageMode.current() == ImageMode.JVM ? "jvm" : "native")
                .register(registry);
    }
}
