package dev.evenkeel.alertrouter.escalation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.EscalationView.PolicyView;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.escalation.policy.Level;
import dev.evenkeel.alertrouter.escalation.policy.Policy;
import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestTime;

/** Escalation policies over REST, and what they would do. */
@Path("/api/v1/escalation")
@RolesAllowed(Roles.VIEWER)
@NonBlocking
public class EscalationResource {

    private final RecipientService recipients;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final Clock clock;

    EscalationResource(
            RecipientService recipients, LiveConfiguration<RouterConfig> configuration, Pool pool, Clock clock) {
        this.recipients = recipients;
        this.configuration = configuration;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * An incident that there might be.
     *
     * @param labels of its alert
     * @param receiver of its route; the one that the labels are routed to first if it is left out
     * @param at when it begins; now if it is left out
     */
    public record PreviewRequest(Map<String, String> labels, String receiver, String at) {}

    /**
     * What would happen if nobody took it on.
     *
     * @param policy absent if none is for it: nobody would be told by escalation
     */
    public record PreviewView(String receiver, String severity, String urgency, String policy, List<StepView> steps) {}

    /**
     * A step.
     *
     * @param applies {@code false} if it is left out at that time or for that severity
     * @param recipients who is on call now for then: overrides to come are known, those that nobody asked for yet are not
     */
    public record StepView(
            int round,
            String level,
            Instant at,
            boolean applies,
            List<RecipientView> recipients,
            List<String> unreachable) {}

    /** Somebody who would be told; person and contact are absent for a channel. */
    public record RecipientView(String person, String contact, String receiver, Instant at) {}

    @GET
    @Path("/policies")
    public List<PolicyView> policies() {
        return configuration.current().feature(EscalationRules.class).policies().values().stream()
                .map(PolicyView::of)
                .toList();
    }

    /** Which policy an incident would have, and who would be told when. Tells nobody, changes nothing. */
    @POST
    @Path("/preview")
    public Uni<PreviewView> preview(PreviewRequest request) {
        if (request.labels() == null || request.labels().isEmpty()) {
            throw ProblemException.invalid("/labels", "are missing", "the labels of an alert");
        }
        if (request.labels().values().stream().anyMatch(value -> value == null)) {
            throw ProblemException.invalid("/labels", "hold a null", "texts");
        }
        RouterConfig config = configuration.current();
        EscalationRules rules = config.feature(EscalationRules.class);
        Labels labels = Labels.of(request.labels());
        Instant at = RequestTime.readOr("/at", request.at(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        Severity severity = Severity.of(labels.get("severity"));
        String receiver = Optional.ofNullable(request.receiver())
                .orElseGet(
                        () -> config.route().match(labels).getFirst().options().receiver());
        Optional<Policy> policy = rules.policyFor(receiver, severity, List.of(labels));
        return policy.map(found -> steps(found, config, severity, at))
                .orElseGet(() -> Uni.createFrom().item(List.of()))
                .map(steps -> new PreviewView(
                        receiver,
                        severity.text(),
                        rules.urgency(severity).text(),
                        policy.map(Policy::name).orElse(null),
                        steps));
    }

    private Uni<List<StepView>> steps(Policy policy, RouterConfig config, Severity severity, Instant at) {
        List<Uni<StepView>> steps = new ArrayList<>();
        // what comes again is not shown again
        for (int step = 0; step < policy.levels().size(); step++) {
            steps.add(step(policy, step, config, severity, at));
        }
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(step -> step)
                .collect()
                .asList();
    }

    private Uni<StepView> step(Policy policy, int step, RouterConfig config, Severity severity, Instant at) {
        Level level = policy.level(step);
        Instant due = at.plus(policy.offset(step));
        boolean applies = level.applies(severity, due, config.timeIntervals());
        return recipients
                .resolve(pool, applies ? List.of(level) : List.of(), severity, due)
                .map(found -> new StepView(
                        policy.round(step) + 1,
                        level.name(),
                        due,
                        applies,
                        found.all().stream()
                                .map(each -> new RecipientView(
                                        each.person().orElse(null),
                                        each.contact().orElse(null),
                                        each.receiver(),
                                        each.dueAt()))
                                .toList(),
                        found.unreachable()));
    }
}
