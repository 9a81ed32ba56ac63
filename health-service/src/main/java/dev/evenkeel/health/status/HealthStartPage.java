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
import dev.evenkeel.health.monitoring.MonitoringService;
import dev.evenkeel.health.state.State;
import dev.evenkeel.platform.pages.StartPage;

/** What is healthy, what broke first, and what changed lately. */
@ApplicationScoped
class HealthStartPage implements StartPage {

    private static final int CHANGES = 20;

    private final MonitoringService monitoring;
    private final ChangeStore changes;

    HealthStartPage(MonitoringService monitoring, ChangeStore changes) {
        this.monitoring = monitoring;
        this.changes = changes;
    }

    /** Everything the template needs, worked out. */
    record Content(
            SystemHealth.Status status,
            long up,
            long down,
            long unknown,
            List<String> roots,
            List<ComponentView> components,
            List<ChangeEntry> changes) {}

    @CheckedTemplate(basePath = "health")
    static final class Templates {

        static native TemplateInstance start(Content content);
    }

    @Override
    public Uni<TemplateInstance> render() {
        // The page matters most when the database is away: then it does without the history.
        return changes.newest(null, Long.MAX_VALUE, CHANGES)
                .onFailure()
                .recoverWithItem(List.of())
                .map(newest -> Templates.start(content(newest)));
    }

    private Content content(List<ChangeEntry> newest) {
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
                        .map(component -> ComponentView.of(component, monitoring.stateOf(component), diagnosis))
                        .toList(),
                newest);
    }

    private static long count(SystemHealth health, State state) {
        return health.components().values().stream().filter(state::equals).count();
    }
}
