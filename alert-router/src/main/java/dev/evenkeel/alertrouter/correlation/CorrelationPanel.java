package dev.evenkeel.alertrouter.correlation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.correlation.LinkStore.Link;
import dev.evenkeel.alertrouter.correlation.cluster.Evidence;
import dev.evenkeel.alertrouter.correlation.rootcause.Suspect;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentPanel;
import dev.evenkeel.alertrouter.incident.IncidentService;

/** What is likely at the root of an incident, and which others have the same cause: a part of the incident's page. */
@ApplicationScoped
class CorrelationPanel implements IncidentPanel {

    private static final int SUSPECTS = 3;
    private static final int CLUES = 3;
    private static final int MOST_RELATED = 10;

    private final CorrelationService correlation;
    private final IncidentService incidents;

    CorrelationPanel(CorrelationService correlation, IncidentService incidents) {
        this.correlation = correlation;
        this.incidents = incidents;
    }

    /**
     * @param criticality of its component; empty if it is not known
     * @param because the most telling clues
     */
    record Cause(String entity, String criticality, double share, List<String> because) {

        static Cause of(Suspect suspect) {
            return new Cause(
                    suspect.entity(),
                    suspect.criticality().text(),
                    suspect.share(),
                    suspect.evidence().stream()
                            .limit(CLUES)
                            .map(Suspect.Clue::says)
                            .toList());
        }
    }

    /** @param remark why they stayed apart, though they were to be merged; empty otherwise */
    record Related(UUID id, String title, String status, List<String> because, String remark) {

        static Related of(Incident other, Link link) {
            return new Related(
                    other.id(),
                    other.title(),
                    other.status().id(),
                    link.evidence().stream()
                            .filter(evidence -> evidence.weight() > 0)
                            .map(Evidence::says)
                            .toList(),
                    link.remark());
        }
    }

    @CheckedTemplate(basePath = "correlation")
    static final class Templates {

        static native TemplateInstance panel(List<Cause> causes, List<Related> related);
    }

    @Override
    public int rank() {
        return 20;
    }

    @Override
    public Uni<Optional<TemplateInstance>> of(Incident incident, boolean mayChange) {
        return Uni.combine()
                .all()
                .unis(
                        correlation.rootCause(incident.id()),
                        correlation.related(incident.id()).flatMap(links -> related(incident, links.orElse(List.of()))))
                .with((suspects, related) -> {
                    List<Cause> causes = suspects.orElse(List.of()).stream()
                            .limit(SUSPECTS)
                            .map(Cause::of)
                            .toList();
                    return causes.isEmpty() && related.isEmpty()
                            ? Optional.empty()
                            : Optional.of(Templates.panel(causes, related));
                });
    }

    private Uni<List<Related>> related(Incident incident, List<Link> links) {
        return Multi.createFrom()
                .iterable(links.stream().limit(MOST_RELATED).toList())
                .onItem()
                .transformToUniAndConcatenate(link -> incidents
                        .find(link.incident().equals(incident.id()) ? link.other() : link.incident())
                        .map(found -> found.map(other -> Related.of(other, link))))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }
}
