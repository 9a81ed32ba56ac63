package dev.evenkeel.alertrouter.escalation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.AlertOrder;
import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.correlation.storm.Storm;
import dev.evenkeel.alertrouter.correlation.storm.StormService;
import dev.evenkeel.alertrouter.escalation.Page.Kind;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.NotificationReason;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.platform.series.Labels;

/**
 * Makes of a page what a channel is to say: the alerts of the incident, under its key; of a storm one alert for it, as of
 * an incident whose alerts are not known any more.
 */
@ApplicationScoped
class PageNotificationService {

    private final EscalationStore escalations;
    private final PageStore pages;
    private final StormService storms;
    private final Clock clock;

    PageNotificationService(EscalationStore escalations, PageStore pages, StormService storms, Clock clock) {
        this.escalations = escalations;
        this.pages = pages;
        this.storms = storms;
        this.clock = clock;
    }

    /**
     * What to say, under the key of the incident that the page was made for.
     *
     * @param standing what that incident goes on as
     */
    Uni<Notification> make(Page page, Incident incident, Incident standing) {
        return Storm.ofKey(incident.groupKey())
                .map(storm -> storms.inOneAlert(storm)
                        .flatMap(found -> found.map(alert -> Uni.createFrom()
                                        .item(notification(page, incident, alert.labels(), List.of(alert))))
                                .orElseGet(() -> ofAlerts(page, incident, standing))))
                .orElseGet(() -> ofAlerts(page, incident, standing));
    }

    private Uni<Notification> ofAlerts(Page page, Incident incident, Incident standing) {
        return Uni.combine()
                .all()
                .unis(fingerprints(page, standing).flatMap(escalations::alerts), escalations.find(incident.id()))
                .with((alerts, escalation) -> {
                    Labels groupLabels = escalation.map(Escalation::groupLabels).orElseGet(Labels::empty);
                    return notification(
                            page,
                            incident,
                            groupLabels,
                            alerts.isEmpty()
                                    ? List.of(IncidentAsAlert.of(incident, groupLabels, clock.instant()))
                                    : alerts);
                });
    }

    /** One that was reopened may have no alert that fires; then it is about those that it was about before. */
    private Uni<Fingerprints> fingerprints(Page page, Incident incident) {
        if (page.kind() == Kind.RESOLVED) {
            return Uni.createFrom().item(page.alerts());
        }
        return incident.firing().isEmpty()
                ? pages.lastTold(incident.id())
                : Uni.createFrom().item(incident.firing());
    }

    private Notification notification(Page page, Incident incident, Labels groupLabels, List<Alert> alerts) {
        Instant now = clock.instant();
        boolean over = page.kind() == Kind.RESOLVED;
        List<NotifiedAlert> notified = alerts.stream()
                .sorted(AlertOrder.ALERTS)
                .map(alert -> over ? new NotifiedAlert(ended(alert, now), true) : new NotifiedAlert(alert, false))
                .toList();
        return new Notification(
                page.id(),
                page.receiver(),
                incident.key(),
                groupLabels,
                over ? NotificationReason.ALL_ALERTS_RESOLVED : NotificationReason.ESCALATION,
                notified);
    }

    /** Somebody may have resolved the incident while an alert fires; to whom it is told it is over all the same. */
    private static Alert ended(Alert alert, Instant now) {
        Instant end = alert.endsAt().isAfter(now) ? now : alert.endsAt();
        return new Alert(
                alert.fingerprint(),
                alert.labels(),
                alert.annotations(),
                alert.startsAt(),
                end,
                alert.generatorUrl(),
                alert.updatedAt(),
                alert.endAssumed());
    }
}
