package dev.evenkeel.alertrouter.correlation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.correlation.LinkStore.Link;
import dev.evenkeel.alertrouter.correlation.LinkStore.State;
import dev.evenkeel.alertrouter.correlation.cluster.Evidence;
import dev.evenkeel.alertrouter.correlation.graph.Criticality;
import dev.evenkeel.alertrouter.correlation.rootcause.Suspect;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestText;

/** What incidents have to do with each other, and what is at the root of them, over REST. */
@Path("/api/v1/incidents")
public class CorrelationResource {

    private static final int MOST_SUSPECTS = 10;

    /** @param weight in nats; negative if it speaks against */
    public record EvidenceView(String kind, double weight, String says) {

        static EvidenceView of(Evidence evidence) {
            return new EvidenceView(
                    evidence.kind().name().toLowerCase(Locale.ROOT), evidence.weight(), evidence.says());
        }
    }

    /**
     * Another incident of the same cause.
     *
     * @param state {@code linked}, {@code to-merge} or {@code merged}
     * @param remark why they stayed apart, though they were to be merged; absent otherwise
     */
    public record RelatedView(UUID incident, String state, Instant since, String remark, List<EvidenceView> evidence) {

        static RelatedView of(Link link, UUID seenFrom) {
            return new RelatedView(
                    link.incident().equals(seenFrom) ? link.other() : link.incident(),
                    link.state().text(),
                    link.at(),
                    link.state() == State.LINKED && !link.remark().isEmpty() ? link.remark() : null,
                    link.evidence().stream().map(EvidenceView::of).toList());
        }
    }

    /**
     * What may be at the root.
     *
     * @param share of all the evidence, 0 to 1
     * @param criticality {@code critical}, {@code high}, {@code medium} or {@code low}, as the dependency graph has it; absent if
     *     it is not known
     */
    public record SuspectView(String entity, double share, String criticality, List<ClueView> evidence) {

        static SuspectView of(Suspect suspect) {
            return new SuspectView(
                    suspect.entity(),
                    suspect.share(),
                    suspect.criticality() == Criticality.UNKNOWN
                            ? null
                            : suspect.criticality().text(),
                    suspect.evidence().stream()
                            .map(clue -> new ClueView(clue.weight(), clue.says()))
                            .toList());
        }
    }

    /** @param weight its part of the suspect's score */
    public record ClueView(double weight, String says) {}

    /** @param suspects the likeliest first; none if no alert says what it is about */
    public record RootCauseView(UUID incident, List<SuspectView> suspects) {}

    /**
     * How likely the team acts on an alert.
     *
     * @param score 0 to 1; it is shown and decides nothing
     */
    public record ScoreView(String alertname, String entity, double score, String because) {}

    private final CorrelationService correlation;

    CorrelationResource(CorrelationService correlation) {
        this.correlation = correlation;
    }

    /** Incidents that are taken to have the same cause, and why. */
    @GET
    @Path("/{id}/related")
    @RolesAllowed(Roles.VIEWER)
    public Uni<List<RelatedView>> related(String id) {
        UUID incident = readId(id);
        return correlation
                .related(incident)
                .map(links -> links.orElseThrow(() -> unknown(id)).stream()
                        .map(link -> RelatedView.of(link, incident))
                        .toList());
    }

    /** What is likely to be at the root of an incident, and why. */
    @GET
    @Path("/{id}/root-cause")
    @RolesAllowed(Roles.VIEWER)
    public Uni<RootCauseView> rootCause(String id) {
        UUID incident = readId(id);
        return correlation
                .rootCause(incident)
                .map(suspects -> new RootCauseView(
                        incident,
                        suspects.orElseThrow(() -> unknown(id)).stream()
                                .limit(MOST_SUSPECTS)
                                .map(SuspectView::of)
                                .toList()));
    }

    /** How likely this team acts on the alerts of an incident, by what it did about earlier ones; the likeliest first. */
    @GET
    @Path("/{id}/scores")
    @RolesAllowed(Roles.VIEWER)
    public Uni<List<ScoreView>> scores(String id) {
        return correlation
                .scores(readId(id))
                .map(scores -> scores.orElseThrow(() -> unknown(id)).entrySet().stream()
                        .map(each -> new ScoreView(
                                each.getKey().signal(),
                                each.getKey().entity(),
                                each.getValue().value(),
                                each.getValue().because()))
                        .sorted(Comparator.comparingDouble((ScoreView view) -> -view.score())
                                .thenComparing(ScoreView::alertname)
                                .thenComparing(ScoreView::entity))
                        .toList());
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound("There is no incident " + id);
    }

    private static UUID readId(String text) {
        return RequestText.id("path:id", text, "the id of an incident");
    }
}
