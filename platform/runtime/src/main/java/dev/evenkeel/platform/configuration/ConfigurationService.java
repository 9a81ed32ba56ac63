package dev.evenkeel.platform.configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps the service's {@link LiveConfiguration} in step with its folder. A service without configuration of its own has
 * no such bean, and everything here does nothing.
 */
@ApplicationScoped
public class ConfigurationService {

    private final Optional<LiveConfiguration<?>> configuration;
    private final ConfigFolder folder;
    private SortedMap<String, String> lastTried = new TreeMap<>();

    ConfigurationService(
            Instance<LiveConfiguration<?>> configurations,
            @ConfigProperty(name = "evenkeel.configuration.folder") Path folder) {
        this.configuration = configurations.isResolvable() ? Optional.of(configurations.get()) : Optional.empty();
        this.folder = new ConfigFolder(folder.toAbsolutePath());
    }

    /** Before anything that works by the configuration starts. */
    void loadAtStart(@Observes @Priority(100) StartupEvent event) {
        reload();
    }

    /** Reads the folder again and puts it in force if nothing is wrong with it. Blocks for the time of reading files. */
    public synchronized ConfigStatus reload() {
        return configuration.map(this::load).orElse(ConfigStatus.NOTHING_YET);
    }

    /** Reloads if a file was added, removed or changed since the last attempt. */
    synchronized void reloadIfChanged() {
        try {
            if (configuration.isPresent() && !folder.read().equals(lastTried)) {
                reload();
            }
        } catch (IOException unreadable) {
            reload();
        }
    }

    /** What is in force and what was wrong in the last attempt. */
    public ConfigStatus status() {
        return configuration.map(LiveConfiguration::status).orElse(ConfigStatus.NOTHING_YET);
    }

    /** The text of the files in the folder, by name. */
    public SortedMap<String, String> files() throws IOException {
        return folder.read();
    }

    /**
     * What would be wrong with the folder if {@code name} held {@code text}. Changes nothing.
     *
     * @throws IllegalArgumentException if {@code name} cannot be the name of a configuration file
     */
    public synchronized List<ConfigProblem> check(String name, String text) throws IOException {
        SortedMap<String, String> files = with(name, text);
        return configuration.map(live -> live.check(files)).orElse(List.of());
    }

    /**
     * Puts {@code text} into the file {@code name} and loads the folder, or does nothing at all if anything would be
     * wrong.
     *
     * @return what is wrong; empty if it is in force
     * @throws IllegalArgumentException if {@code name} cannot be the name of a configuration file
     */
    public synchronized List<ConfigProblem> apply(String name, String text) throws IOException {
        List<ConfigProblem> problems = check(name, text);
        if (problems.isEmpty()) {
            folder.write(name, text);
            return reload().problems();
        }
        return problems;
    }

    private SortedMap<String, String> with(String name, String text) throws IOException {
        if (!ConfigFolder.isFileName(name)) {
            throw new IllegalArgumentException(
                    "must be letters, digits, dots, hyphens and underscores, ending in .yml or .yaml, not '" + name
                            + "'");
        }
        SortedMap<String, String> files = folder.read();
        files.put(name, text);
        return files;
    }

    private ConfigStatus load(LiveConfiguration<?> live) {
        ConfigStatus status;
        try {
            lastTried = folder.read();
            status = live.load(lastTried);
        } catch (IOException unreadable) {
            status = live.unreadable(new ConfigProblem(
                    folder.path().getFileName().toString(), 1, 1, "", "cannot be read: " + unreadable.getMessage()));
        }
        if (status.successful()) {
            Log.infof("Configuration loaded from %s: %s", folder.path(), status.files());
            status.notices().forEach(notice -> Log.warnf("Configuration: %s", notice));
        } else {
            status.problems().forEach(problem -> Log.errorf("Configuration refused: %s", problem));
        }
        return status;
    }
}
