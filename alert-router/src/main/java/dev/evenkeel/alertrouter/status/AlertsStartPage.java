package dev.evenkeel.alertrouter.status;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentQuery;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.IncidentView;
import dev.evenkeel.alertrouter.listing.FiringAlert;
import dev.evenkeel.alertrouter.listing.FiringOverviewService;
import dev.evenkeel.alertrouter.notification.inbox.InboxHead;
import dev.evenkeel.alertrouter.notification.inbox.InboxService;
import dev.evenkeel.platform.pages.PageLink;
import dev.evenkeel.platform.pages.StartPage;
import dev.evenkeel.platform.security.Roles;

/** What is wrong now, what fires, and what was told. */
@ApplicationScoped
class AlertsStartPage implements StartPage {

    private static final int ROWS = 20;

    private final IncidentService incidents;
    private final FiringOverviewService alerts;
    private final InboxService inbox;

    AlertsStartPage(IncidentService incidents, FiringOverviewService alerts, InboxService inbox) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.inbox = inbox;
    }

    /**
     * Everything the template needs, worked out.
     *
     * @param working incidents that are not resolved, newest first
     * @param firing how many alerts fire
     * @param alerts some of them, newest first
     */
    record Content(List<IncidentView> working, long firing, List<FiringAlert> alerts, List<InboxHead> notifications) {

        public long open() {
            return count("open");
        }

        public long acknowledged() {
            return count("acknowledged");
        }

        private long count(String status) {
            return working.stream()
                    .filter(incident -> incident.status().equals(status))
                    .count();
        }
    }

    @CheckedTemplate(basePath = "alerts")
    static final class Templates {

        static native TemplateInstance start(Content content);
    }

    @Override
    public List<PageLink> links() {
        return List.of(
                new PageLink("Incidents", "/incidents"),
                new PageLink("Alerts", "/alerts"),
                new PageLink("On call", "/oncall"),
                new PageLink("Silences", "/silences"),
                new PageLink("Maintenance", "/maintenance"),
                new PageLink("Heartbeats", "/heartbeats"),
                new PageLink("Storms", "/storms"),
                new PageLink("Analytics", "/analytics"),
                new PageLink("Reports", "/reports"),
                new PageLink("Audit log", "/audit", Roles.OPERATOR));
    }

    @Override
    public Uni<TemplateInstance> render() {
        return Uni.combine()
                .all()
                .unis(
                        incidents.list(IncidentQuery.of(Set.of(Incident.Status.OPEN), ROWS)),
                        incidents.list(IncidentQuery.of(Set.of(Incident.Status.ACKNOWLEDGED), ROWS)),
                        alerts.overview(),
                        inbox.newest(ROWS))
                .with((open, acknowledged, overview, notifications) -> Templates.start(new Content(
                        Stream.concat(open.stream(), acknowledged.stream())
                                .map(IncidentView::of)
                                .toList(),
                        overview.firing(),
                        overview.newest(),
                        notifications)));
    }
}
