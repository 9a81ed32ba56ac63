package dev.evenkeel.alertrouter.suppression;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.alert.Alert;

/**
 * A reason of ours, beyond Alertmanager's, to leave alerts out of what is told for now. Implementations are CDI beans; one that
 * is not configured answers at once, since it is asked at every look at groups.
 */
public interface HoldBackSource {

    /**
     * A group that is looked at.
     *
     * @param alerts resolved ones included
     */
    record Looked(UUID group, String routeId, List<Alert> alerts) {}

    /** Whether it is configured at all. */
    boolean isOn();

    /**
     * Which alerts are held back.
     *
     * @return by fingerprint; nothing critical
     */
    Uni<Map<Long, SuppressionReason>> heldBack(Instant now, Collection<Looked> groups);
}
