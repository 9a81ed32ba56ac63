package dev.evenkeel.platform.configuration;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

import dev.evenkeel.platform.tasks.Task;

/**
 * Notices changed files by reading them: the folder is small, and notifications of the file system miss the way in which
 * Kubernetes replaces a mounted ConfigMap.
 */
@ApplicationScoped
class ConfigurationWatchTask implements Task {

    private final ConfigurationService configuration;

    ConfigurationWatchTask(ConfigurationService configuration) {
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return "configuration-watch";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Uni<Void> run() {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(configuration::reloadIfChanged);
    }
}
