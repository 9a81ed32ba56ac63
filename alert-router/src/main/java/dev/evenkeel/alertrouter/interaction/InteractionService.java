package dev.evenkeel.alertrouter.interaction;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.incident.IncidentAction;
import dev.evenkeel.alertrouter.incident.IncidentWorkService;
import dev.evenkeel.alertrouter.interaction.CallbackJson.Asked;
import dev.evenkeel.alertrouter.interaction.CallbackJson.Happened;
import dev.evenkeel.alertrouter.interaction.CallbackStore.SignedCall;
import dev.evenkeel.alertrouter.link.LinkTargetStore;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestText;
import dev.evenkeel.platform.web.RequestTime;

/**
 * Does here what somebody did elsewhere. Call-backs come late and more than once: what is so already stays as it is, what was
 * done is done once, and incidents that were opened since are none of its business.
 */
@ApplicationScoped
class InteractionService {

    /** PagerDuty gives up after less; what comes still later was recorded by somebody. */
    private static final Duration UNDER_WAY_AT_MOST = Duration.ofDays(1);

    private static final int LONGEST_ID = 200;

    private final LinkTargetStore targets;
    private final CallbackStore heard;
    private final IncidentWorkService work;
    private final Pool pool;
    private final Clock clock;

    InteractionService(LinkTargetStore targets, CallbackStore heard, IncidentWorkService work, Pool pool, Clock clock) {
        this.targets = targets;
        this.heard = heard;
        this.work = work;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Follows PagerDuty.
     *
     * @return what came of it, a sentence for each incident; nothing for what does not concern us, or was told before
     * @throws ProblemException 400 if it does not say what happened when
     */
    Uni<List<String>> follow(Happened happened, Actor actor) {
        Optional<IncidentAction> action = switch (happened.type()) {
            case "incident.acknowledged" -> Optional.of(new IncidentAction.Acknowledge());
            case "incident.unacknowledged" -> Optional.of(new IncidentAction.Unacknowledge());
            case "incident.resolved" -> Optional.of(new IncidentAction.Resolve("in PagerDuty"));
            default -> Optional.empty();
        };
        if (action.isEmpty() || happened.isEcho() || !happened.dedupKey().matches("[0-9a-f]{64}")) {
            return Uni.createFrom().item(List.of());
        }
        String id = RequestText.required("/event/id", happened.id(), LONGEST_ID);
        Instant at = RequestTime.read("/event/occurred_at", happened.occurredAt());
        Instant outdatedAt = at.plus(UNDER_WAY_AT_MOST);
        if (outdatedAt.isBefore(clock.instant())) {
            return Uni.createFrom().item(List.of("This happened too long ago: at " + at));
        }
        return targets.incidentsOfGroup(happened.dedupKey(), at)
                .flatMap(ids -> once(new SignedCall("pagerduty " + id, outdatedAt), ids, action.get(), actor));
    }

    /** Acts, and has heard of it as soon as it is done: what fails may be told again. */
    private Uni<List<String>> once(SignedCall call, List<UUID> incidents, IncidentAction action, Actor actor) {
        return pool.withTransaction(transaction -> heard.hear(transaction, call, clock.instant())
                .flatMap(first -> first
                        ? work.actOnEach(transaction, incidents, action, actor)
                        : Uni.createFrom().item(List.of())));
    }

    /**
     * Follows a program.
     *
     * @param call with which it is asked for, so that nobody asks for it again
     * @return what came of it, a sentence for each incident; nothing for what was asked for before
     * @throws ProblemException 400 for what cannot be asked for
     */
    Uni<List<String>> follow(Asked asked, SignedCall call, Actor actor) {
        IncidentAction action = switch (asked.action()) {
            case "acknowledge" -> new IncidentAction.Acknowledge();
            case "unacknowledge" -> new IncidentAction.Unacknowledge();
            case "resolve" -> new IncidentAction.Resolve(asked.text());
            case "reopen" -> new IncidentAction.Reopen(asked.text());
            case "note" -> new IncidentAction.Note(asked.text());
            default ->
                throw ProblemException.invalid(
                        "/action",
                        "is '" + asked.action() + "'",
                        "acknowledge, unacknowledge, resolve, reopen or note");
        };
        if (asked.incident().isEmpty() == asked.groupKey().isEmpty()) {
            throw ProblemException.invalid(
                    "/incident", "one of incident and groupKey is needed", "an id, or a group's key");
        }
        return incidents(asked).flatMap(ids -> once(call, ids, action, actor));
    }

    private Uni<List<UUID>> incidents(Asked asked) {
        return asked.incident().isEmpty()
                ? targets.incidentsOfGroup(sha256(asked.groupKey()), clock.instant())
                : Uni.createFrom()
                        .item(List.of(RequestText.id("/incident", asked.incident(), "the id of an incident")));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
