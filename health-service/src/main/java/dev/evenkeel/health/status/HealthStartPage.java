package dev.evenkeel.health.status;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.health.catalog.Catalog;
import dev.evenkeel.health.graph.Diagnosis;
import dev.evenkeel.health.history.ChangeEntry;
import dev.evenkeel.health.history.ChangeStore;
import dev.evenkeel.health.incident.IncidentService;
import dev.evenkeel.health.incident.IncidentView;
import dev.evenkeel.health.incident.OpenIncidents;
import dev.evenkeel.health.monitoring.MonitoringService;
import dev.evenkeel.health.state.State;
import dev.evenkeel.platform.pages.StartPage;

/** What is healthy, what broke first, and what changed lately. */
@ApplicationScoped
class HealthStartPage implements StartPage {

    private static final int CHANGES = 20;

    private final MonitoringService monitoring;
    private final ChangeStore changes;
    private final IncidentService incidents;

    HealthStartPage(MonitoringService monitoring, ChangeStore changes, IncidentService incidents) {
        this.monitoring = monitoring;
        this.changes = changes;
        this.incidents = incidents;
    }

    /** Everything the template needs, worked out. */
    record Content(
            SystemHealth.Status status,
            long up,
            long down,
            long unknown,
            List<String> roots,
            List<ComponentView> components,
            boolean incidentsKnown,
            List<IncidentView> incidents,
            List<ChangeEntry> changes) {}

    @CheckedTemplate(basePath = "health")
    static final class Templates {

        static native TemplateInstance start(Content content);
    }

    @Override
    public Uni<TemplateInstance> render() {
        // The page matters most when the database is away, or hangs: then it does without the history.
        return Uni.combine()
                .all()
                .unis(
                        changes.newest(null, Long.MAX_VALUE, CHANGES)
                                .ifNoItem()
                                .after(IncidentService.PATIENCE)
                                .fail()
                                .onFailure()
                                .recoverWithItem(List.of()),
                        incidents.open())
                .asTuple()
                .map(found -> Templates.start(content(found.getItem1(), found.getItem2())));
    }

    private Content content(List<ChangeEntry> newest, OpenIncidents open) {
        Catalog catalog = monitoring.catalog();
        Diagnosis diagnosis = monitoring.diagnosis();
        SystemHealth health = SystemHealth.of(catalog, monitoring.states());
        return new Content(
                health.status(),
                count(health, State.UP),
                count(health, State.DOWN),
                count(health, State.UNKNOWN),
                diagnosis.roots(),
                catalog.components().stream()
                        .map(component -> ComponentView.of(component, monitoring.stateOf(component), diagnosis, open))
                        .toList(),
                open.known(),
                open.incidents().stream().map(IncidentView::of).toList(),
                newest);
    }

    private static long count(SystemHealth health, State state) {
        return health.components().values().stream().filter(state::equals).count();
    }
}
