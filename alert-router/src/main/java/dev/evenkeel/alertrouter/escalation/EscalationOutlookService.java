package dev.evenkeel.alertrouter.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.Escalation.State;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.escalation.policy.Level;
import dev.evenkeel.alertrouter.escalation.policy.Policy;
import dev.evenkeel.alertrouter.escalation.policy.Recipients.Recipient;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.oncall.OncallDirectory;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.series.Labels;

/** Tells what escalation has in store, for incidents that there are and for those that there might be. */
@ApplicationScoped
public class EscalationOutlookService {

    private final EscalationStore escalations;
    private final IncidentService incidents;
    private final RecipientService recipients;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;

    EscalationOutlookService(
            EscalationStore escalations,
            IncidentService incidents,
            RecipientService recipients,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool) {
        this.escalations = escalations;
        this.incidents = incidents;
        this.recipients = recipients;
        this.configuration = configuration;
        this.pool = pool;
    }

    /** For an incident that there is; without a policy if none was for it. */
    public Uni<EscalationOutlook> of(UUID id) {
        return Uni.combine()
                .all()
                .unis(escalations.find(id), incidents.find(id))
                .asTuple()
                .flatMap(known ->
                        known.getItem1().isPresent() && known.getItem2().isPresent()
                                ? of(known.getItem1().get(), known.getItem2().get())
                                : Uni.createFrom().item(EscalationOutlook.quiet(id, null, "ended")));
    }

    private Uni<EscalationOutlook> of(Escalation escalation, Incident incident) {
        UUID id = escalation.incidentId();
        String state = PageStore.text(escalation.state());
        EscalationRules rules = configuration.current().feature(EscalationRules.class);
        Optional<Policy> policy = rules.policy(escalation.policy());
        Optional<Instant> due = policy.filter(known -> escalation.state() == State.RUNNING)
                .flatMap(known -> escalation.progress().dueAt(known));
        return due.map(at -> next(
                        id,
                        policy.get(),
                        policy.get().level(escalation.progress().nextStep()),
                        state,
                        incident.severity(),
                        at))
                .orElseGet(() -> Uni.createFrom().item(EscalationOutlook.quiet(id, escalation.policy(), state)));
    }

    /**
     * For an incident that an alert might open.
     *
     * @param receiver of its route
     */
    public Uni<EscalationOutlook> ofNew(String receiver, Labels labels, Instant at) {
        Severity severity = Severity.of(labels.get("severity"));
        return configuration
                .current()
                .feature(EscalationRules.class)
                .policyFor(receiver, severity, List.of(labels))
                .map(policy -> next(
                        null,
                        policy,
                        policy.level(0),
                        "to-come",
                        severity,
                        at.plus(policy.level(0).after())))
                .orElseGet(() -> Uni.createFrom().item(EscalationOutlook.quiet(null, null, "to-come")));
    }

    private Uni<EscalationOutlook> next(
            UUID incident, Policy policy, Level level, String state, Severity severity, Instant at) {
        boolean applies = level.applies(severity, at, configuration.current().timeIntervals());
        return recipients
                .resolve(pool, applies ? List.of(level) : List.of(), severity, at)
                .map(found -> new EscalationOutlook(
                        incident,
                        policy.name(),
                        state,
                        level.name(),
                        at,
                        found.all().stream().map(this::inWords).toList(),
                        found.unreachable()));
    }

    private String inWords(Recipient recipient) {
        OncallDirectory directory = configuration.current().feature(OncallDirectory.class);
        return recipient
                .person()
                .map(person -> directory.fullName(person) + " by "
                        + recipient.contact().orElse(recipient.receiver()))
                .orElse(recipient.receiver());
    }
}
