package dev.evenkeel.alertrouter.config;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.All;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.alertrouter.template.TemplatesInForce;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/** Hands the configuration in force to the rest of the service, and the way to read it to the platform. */
@Singleton
class RouterConfigProducer {

    @Produces
    @Singleton
    MatcherSyntax syntax(@ConfigProperty(name = "evenkeel.alerts.matcher-syntax") MatcherSyntax configured) {
        return configured;
    }

    /** What templates call local: as everywhere, what {@code TZ} or the machine says. */
    @Produces
    @Singleton
    ZoneId local() {
        return ZoneId.systemDefault();
    }

    @Produces
    @Singleton
    LiveConfiguration<RouterConfig> configuration(
            @ConfigProperty(name = "evenkeel.configuration.folder") Path folder,
            @All List<FeatureFile<?>> features,
            MatcherSyntax syntax,
            Clock clock,
            ZoneId local) {
        TemplateSet templates = TemplateSet.ofDefaults(clock.withZone(local));
        var reader = new RouterConfigReader(folder.toAbsolutePath(), features, templates, syntax);
        return new LiveConfiguration<>(reader, reader.read(List.of()), clock);
    }

    @Produces
    @Singleton
    TemplatesInForce templates(LiveConfiguration<RouterConfig> configuration) {
        return () -> configuration.current().templates();
    }
}
