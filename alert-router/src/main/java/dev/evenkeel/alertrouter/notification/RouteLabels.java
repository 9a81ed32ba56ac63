package dev.evenkeel.alertrouter.notification;

import java.util.List;
import java.util.Map;

/**
 * What a route adds to its notifications, not rendered yet.
 *
 * @param templates by name; they may ask for each other
 * @param alerts all of the group, which is what they are rendered for, also those that this notification leaves out
 */
public record RouteLabels(Map<String, String> templates, List<NotifiedAlert> alerts) {

    /** Of a route that adds nothing. */
    public static final RouteLabels NONE = new RouteLabels(Map.of(), List.of());

    public RouteLabels {
        templates = Map.copyOf(templates);
        alerts = List.copyOf(alerts);
    }
}
