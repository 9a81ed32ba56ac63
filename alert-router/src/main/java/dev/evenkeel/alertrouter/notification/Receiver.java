package dev.evenkeel.alertrouter.notification;

import java.util.List;

/**
 * Somebody who is told.
 *
 * @param name what routes call it
 * @param integrations all the ways in which it is told; none for a receiver that only collects
 */
public record Receiver(String name, List<Integration> integrations) {

    public Receiver {
        integrations = List.copyOf(integrations);
    }
}
