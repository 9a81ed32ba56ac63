package dev.evenkeel.alertrouter.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;

import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.Page.Kind;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.escalation.policy.Level;
import dev.evenkeel.alertrouter.escalation.policy.Recipients;
import dev.evenkeel.alertrouter.escalation.policy.Recipients.Recipient;
import dev.evenkeel.alertrouter.escalation.policy.Recipients.Situation;
import dev.evenkeel.alertrouter.escalation.policy.Target;
import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.oncall.OncallDirectory;
import dev.evenkeel.alertrouter.oncall.OncallService;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/** Finds out whom levels come to at a moment, and makes pages for them. */
@ApplicationScoped
class RecipientService {

    private final OncallService oncall;
    private final LiveConfiguration<RouterConfig> configuration;

    RecipientService(OncallService oncall, LiveConfiguration<RouterConfig> configuration) {
        this.oncall = oncall;
        this.configuration = configuration;
    }

    Uni<Recipients> resolve(SqlClient client, Collection<Level> levels, Severity severity, Instant now) {
        RouterConfig config = configuration.current();
        EscalationRules rules = config.feature(EscalationRules.class);
        List<String> schedules = levels.stream()
                .flatMap(level -> level.targets().stream())
                .flatMap(target -> target instanceof Target.OnCall(String schedule)
                        ? Optional.of(schedule).stream()
                        : Optional.<String>empty().stream())
                .toList();
        return oncall.peopleAt(client, schedules, now)
                .map(people -> Recipients.of(
                        levels,
                        new Situation(
                                rules,
                                config.feature(OncallDirectory.class),
                                people,
                                config.timeIntervals(),
                                rules.urgency(severity),
                                now)));
    }

    /** One for each integration of each recipient's receiver; none for a receiver that only collects. */
    List<Page> pages(UUID incident, Kind kind, String policy, Recipients recipients, Instant now) {
        RouterConfig config = configuration.current();
        List<Page> pages = new ArrayList<>();
        for (Recipient recipient : recipients.all()) {
            for (Integration integration : config.integrations(recipient.receiver())) {
                pages.add(page(incident, kind, recipient.level() + " of " + policy, recipient, integration, now));
            }
        }
        return pages;
    }

    private static Page page(
            UUID incident, Kind kind, String why, Recipient recipient, Integration integration, Instant now) {
        return new Page(
                UUID.randomUUID(),
                incident,
                incident,
                kind,
                Page.State.PENDING,
                now,
                recipient.dueAt(),
                0,
                recipient.person(),
                recipient.contact(),
                recipient.receiver(),
                integration.name(),
                why,
                Fingerprints.none(),
                Optional.empty(),
                Optional.empty());
    }
}
