package dev.evenkeel.alertrouter.link;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentAction;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.IncidentWorkService;
import dev.evenkeel.alertrouter.silence.InvalidSilenceException;
import dev.evenkeel.alertrouter.silence.ProposedSilence;
import dev.evenkeel.alertrouter.silence.ProposedSilence.ProposedMatcher;
import dev.evenkeel.alertrouter.silence.SilenceAuthor;
import dev.evenkeel.alertrouter.silence.SilenceService;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.ProblemType;

/** Reads links that somebody shows, tells what they are about, and does what they are for. */
@ApplicationScoped
public class LinkService {

    private final LinkKeyService keys;
    private final LinkTargetStore targets;
    private final IncidentService incidents;
    private final IncidentWorkService work;
    private final SilenceService silences;
    private final Clock clock;

    LinkService(
            LinkKeyService keys,
            LinkTargetStore targets,
            IncidentService incidents,
            IncidentWorkService work,
            SilenceService silences,
            Clock clock) {
        this.keys = keys;
        this.targets = targets;
        this.incidents = incidents;
        this.work = work;
        this.silences = silences;
        this.clock = clock;
    }

    /**
     * What a link would do.
     *
     * @param sentence what it is for
     * @param incidents what it is about, as that stands
     * @param silenced what would be silenced, a line for each silence
     */
    record Offer(Link link, String sentence, List<Incident> incidents, List<String> silenced) {}

    /** @throws ProblemException as a failure: 404 for what is no link of ours, 410 for one that has expired */
    Uni<Offer> look(String token) {
        return read(token)
                .flatMap(link -> existing(link)
                        .flatMap(about ->
                                silenced(link).map(lines -> new Offer(link, sentence(link.action()), about, lines))));
    }

    private Uni<Link> read(String token) {
        return keys.current().map(known -> {
            Link link = LinkTokens.read(token, known)
                    .orElseThrow(() -> ProblemException.notFound("This is no link of ours, or its key was replaced"));
            if (!clock.instant().isBefore(link.expiresAt())) {
                throw Problem.of(ProblemType.GONE, "This link has expired").asException();
            }
            return link;
        });
    }

    private Uni<List<Incident>> existing(Link link) {
        return targets.incidents(link)
                .flatMap(ids -> Multi.createFrom()
                        .iterable(ids)
                        .onItem()
                        .transformToUniAndConcatenate(incidents::find)
                        .filter(Optional::isPresent)
                        .map(Optional::get)
                        .collect()
                        .asList());
    }

    private Uni<List<String>> silenced(Link link) {
        return link.action() instanceof LinkAction.Silence
                ? targets.groups(link)
                        .map(groups ->
                                groups.values().stream().map(Labels::toString).toList())
                : Uni.createFrom().item(List.of());
    }

    private static String sentence(LinkAction action) {
        return switch (action) {
            case LinkAction.Acknowledge _ -> "Take it on";
            case LinkAction.Resolve _ -> "Resolve it";
            case LinkAction.Silence silence -> "Silence it for " + PrometheusDuration.format(silence.duration());
        };
    }

    /**
     * Does what a link is for. To do it twice changes nothing more.
     *
     * @return what came of it, a sentence each
     */
    public Uni<List<String>> act(String token, WhoActs who) {
        return read(token).flatMap(link -> {
            Actor actor = who.actor(link.sentTo());
            return switch (link.action()) {
                case LinkAction.Acknowledge _ -> actOnAll(link, new IncidentAction.Acknowledge(), actor);
                case LinkAction.Resolve _ -> actOnAll(link, new IncidentAction.Resolve(""), actor);
                case LinkAction.Silence silence -> silence(token, link, silence, actor);
            };
        });
    }

    /** Names who acts, once it is known to whom the link was sent. */
    @FunctionalInterface
    public interface WhoActs {

        Actor actor(String sentTo);
    }

    private Uni<List<String>> actOnAll(Link link, IncidentAction action, Actor actor) {
        return existing(link)
                .flatMap(all -> all.isEmpty()
                        ? Uni.createFrom().item(List.of("There is nothing to do any more: it is resolved"))
                        : work.actOnEach(all.stream().map(Incident::id).toList(), action, actor));
    }

    private Uni<List<String>> silence(String token, Link link, LinkAction.Silence action, Actor actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return targets.groups(link).flatMap(groups -> {
            if (groups.isEmpty()) {
                return Uni.createFrom().item(List.of("There is nothing to silence any more: no alert is left"));
            }
            List<Map.Entry<UUID, Labels>> each = new ArrayList<>(groups.entrySet());
            return Multi.createFrom()
                    .iterable(each)
                    .onItem()
                    .transformToUniAndConcatenate(group -> silences.proposeOnce(
                                    // the same for every use of the link: it silences once
                                    UUID.nameUUIDFromBytes((token + group.getKey()).getBytes(StandardCharsets.UTF_8)),
                                    proposal(group.getValue(), action, link.sentTo(), now, actor),
                                    SilenceAuthor.withLink(actor))
                            .map(made -> made
                                    ? "Silenced until " + now.plus(action.duration()) + ": " + group.getValue()
                                    : "This link has silenced before, and does so once: " + group.getValue())
                            .onFailure(InvalidSilenceException.class)
                            .recoverWithItem(Throwable::getMessage))
                    .collect()
                    .asList();
        });
    }

    private static ProposedSilence proposal(
            Labels labels, LinkAction.Silence action, String sentTo, Instant now, Actor actor) {
        List<ProposedMatcher> matchers = labels.asMap().entrySet().stream()
                .map(label -> new ProposedMatcher(label.getKey(), label.getValue(), false, true))
                .toList();
        return new ProposedSilence(
                "",
                matchers,
                now,
                now.plus(action.duration()),
                actor.name(),
                "By a link in a notification to " + sentTo);
    }
}
