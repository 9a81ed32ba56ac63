package dev.evenkeel.alertrouter.grouping;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.incident.Standing;
import dev.evenkeel.alertrouter.notification.LogEntry;
import dev.evenkeel.alertrouter.suppression.Suppression;

/**
 * All that is known of a group before it is looked at.
 *
 * @param log who was told what, of this group and of those that are looked at with it
 * @param configuration in force at that moment
 */
record Known(
        List<Alert> alerts,
        Map<UUID, LogEntry> log,
        Standing incidents,
        Suppression suppression,
        RouterConfig configuration) {}
