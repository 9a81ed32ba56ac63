package dev.evenkeel.alertrouter.suppression;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * Which alerts are held back.
     *
     * @return by fingerprint; nothing critical
     */
    Uni<Map<Long, SuppressionReason>> heldBack(Instant now, Collection<Looked> groups);

    /**
     * Why the next look at a group would hold an alert back, were it at this moment. Counts and changes nothing, so that it may
     * be asked at any time, and of alerts and groups that there are not.
     */
    Uni<Optional<HeldBack>> why(Instant now, UUID group, String routeId, Alert alert);
}
