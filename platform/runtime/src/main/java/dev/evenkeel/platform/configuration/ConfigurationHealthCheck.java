package dev.evenkeel.platform.configuration;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while the files were refused at start and nothing is in force: a service that watches nothing must not look
 * healthy. A refused reload leaves the service ready, since what was in force still is.
 */
@Readiness
@ApplicationScoped
class ConfigurationHealthCheck implements HealthCheck {

    private final ConfigurationService configuration;

    ConfigurationHealthCheck(ConfigurationService configuration) {
        this.configuration = configuration;
    }

    @Override
    public HealthCheckResponse call() {
        ConfigStatus status = configuration.status();
        boolean usable = status.successful() || status.loadedAt() != null;
        var response = HealthCheckResponse.named("Configuration").status(usable);
        if (!status.problems().isEmpty()) {
            response.withData("problems", status.problems().size());
            response.withData("first", status.problems().getFirst().toString());
        }
        return response.build();
    }
}
