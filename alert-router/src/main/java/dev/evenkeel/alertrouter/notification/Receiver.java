package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Somebody who is told.
 *
 * @param name what routes call it
 * @param labels by which it can be found over the API, {@code name} always among them
 * @param integrations all the ways in which it is told; none for a receiver that only collects
 */
public record Receiver(String name, Map<String, String> labels, List<Integration> integrations) {

    public Receiver {
        labels = Map.copyOf(labels);
        integrations = List.copyOf(integrations);
    }

    /** How long an attempt to tell any of them may take. */
    public Duration longestAttempt() {
        return integrations.stream()
                .map(integration -> integration.settings().attemptTime().whole())
                .max(Duration::compareTo)
                .orElse(AttemptTime.USUAL.whole());
    }

    /** Without labels of its own. */
    public Receiver(String name, List<Integration> integrations) {
        this(name, Map.of("name", name), integrations);
    }
}
