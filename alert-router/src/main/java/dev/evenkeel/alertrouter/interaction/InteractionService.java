package dev.evenkeel.alertrouter.interaction;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.incident.IncidentAction;
import dev.evenkeel.alertrouter.incident.IncidentWorkService;
import dev.evenkeel.alertrouter.incident.RefusedActionException;
import dev.evenkeel.alertrouter.interaction.CallbackJson.Asked;
import dev.evenkeel.alertrouter.interaction.CallbackJson.Happened;
import dev.evenkeel.alertrouter.link.LinkTargetStore;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestText;

/** Does here what somebody did elsewhere. What is so already stays as it is: call-backs come late and more than once. */
@ApplicationScoped
class InteractionService {

    private final LinkTargetStore targets;
    private final IncidentWorkService work;
    private final Clock clock;

    InteractionService(LinkTargetStore targets, IncidentWorkService work, Clock clock) {
        this.targets = targets;
        this.work = work;
        this.clock = clock;
    }

    /** @return what came of it, a sentence for each incident; nothing for what does not concern us */
    Uni<List<String>> follow(Happened happened, Actor actor) {
        Optional<IncidentAction> action = switch (happened.type()) {
            case "incident.acknowledged" -> Optional.of(new IncidentAction.Acknowledge());
            case "incident.unacknowledged" -> Optional.of(new IncidentAction.Unacknowledge());
            case "incident.resolved" -> Optional.of(new IncidentAction.Resolve("in PagerDuty"));
            default -> Optional.empty();
        };
        if (action.isEmpty() || !happened.dedupKey().matches("[0-9a-f]{64}")) {
            return Uni.createFrom().item(List.of());
        }
        return targets.incidentsOfGroup(happened.dedupKey(), clock.instant())
                .flatMap(ids -> act(ids, action.get(), actor));
    }

    /** @throws ProblemException 400 for what cannot be asked for */
    Uni<List<String>> follow(Asked asked, Actor actor) {
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
        return asked.incident().isEmpty()
                ? targets.incidentsOfGroup(sha256(asked.groupKey()), clock.instant())
                        .flatMap(ids -> act(ids, action, actor))
                : act(List.of(RequestText.id("/incident", asked.incident(), "the id of an incident")), action, actor);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Uni<List<String>> act(List<UUID> ids, IncidentAction action, Actor actor) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> work.act(id, action, Optional.empty(), actor)
                        .map(done -> done.isEmpty()
                                ? "There is no incident " + id
                                : "'" + done.getFirst().title() + "' is "
                                        + done.getFirst().status().id() + " now")
                        .onFailure(RefusedActionException.class)
                        .recoverWithItem(Throwable::getMessage))
                .collect()
                .asList();
    }
}
