package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jboss.resteasy.reactive.RestResponse;

import dev.evenkeel.alertrouter.alert.Fingerprint;

/**
 * An incident as REST shows it; what has not happened is absent.
 *
 * @param firing fingerprints of the alerts that fire
 * @param mergedInto the incident that goes on in its place
 */
public record IncidentView(
        UUID id,
        String title,
        String severity,
        String status,
        String groupKey,
        String receiver,
        List<String> firing,
        int alertsSeen,
        Instant openedAt,
        Instant updatedAt,
        Instant acknowledgedAt,
        String acknowledgedBy,
        String assignee,
        Instant snoozedUntil,
        Instant resolvedAt,
        String resolvedBy,
        UUID mergedInto,
        int version) {

    /**
     * A page of incidents.
     *
     * @param next give it as {@code after} to get the next page; absent on the last one
     */
    public record Page(List<IncidentView> items, UUID next) {}

    public static IncidentView of(Incident incident) {
        var acknowledgement = incident.acknowledgement();
        return new IncidentView(
                incident.id(),
                incident.title(),
                incident.severity().text(),
                incident.status().id(),
                incident.groupKey(),
                incident.receiver(),
                incident.firing().stream().mapToObj(Fingerprint::text).sorted().toList(),
                incident.alertsSeen(),
                incident.openedAt(),
                incident.updatedAt(),
                acknowledgement.map(Incident.Acknowledgement::at).orElse(null),
                acknowledgement.map(Incident.Acknowledgement::by).orElse(null),
                incident.assignee().orElse(null),
                incident.snoozedUntil().orElse(null),
                incident.resolvedAt().orElse(null),
                incident.resolvedBy().orElse(null),
                incident.mergedInto().orElse(null),
                incident.version());
    }

    /** One incident as an answer, with its version as the {@code ETag}. */
    static RestResponse<IncidentView> answer(Incident incident) {
        return RestResponse.ResponseBuilder.ok(of(incident))
                .tag(Integer.toString(incident.version()))
                .build();
    }
}
