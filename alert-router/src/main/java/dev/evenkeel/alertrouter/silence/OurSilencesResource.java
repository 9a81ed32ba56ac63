package dev.evenkeel.alertrouter.silence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;

import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.matching.RequestMatchers;
import dev.evenkeel.alertrouter.silence.ProposedSilence.ProposedMatcher;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestText;

/** Silences with what Alertmanager's API has no place for: they may end with their alerts, and are made in our own name. */
@Path("/api/v1/silencing")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class OurSilencesResource {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(3660);
    private static final int LONGEST_COMMENT = 10_000;

    private final SilenceService silences;
    private final EndingSilenceService endings;
    private final EndingSilenceStore ending;
    private final ActorSource actors;
    private final MatcherSyntax syntax;
    private final Clock clock;

    OurSilencesResource(
            SilenceService silences,
            EndingSilenceService endings,
            EndingSilenceStore ending,
            ActorSource actors,
            MatcherSyntax syntax,
            Clock clock) {
        this.silences = silences;
        this.endings = endings;
        this.ending = ending;
        this.actors = actors;
        this.syntax = syntax;
        this.clock = clock;
    }

    /**
     * A silence from now on.
     *
     * @param matchers such as {@code instance="db-1"}, all of which must hold
     * @param duration how long it lasts at most, such as {@code 8h}
     * @param untilResolved whether it ends as soon as none of the alerts fires any more that it silences now
     */
    public record SilenceRequest(List<String> matchers, String duration, String comment, boolean untilResolved) {}

    /**
     * @param state {@code active}, {@code pending} or {@code expired}
     * @param annotations what else whoever made it over Alertmanager's API wrote on it, by name
     */
    public record SilenceView(
            UUID id,
            List<String> matchers,
            String state,
            Instant startsAt,
            Instant endsAt,
            boolean untilResolved,
            String createdBy,
            String comment,
            Map<String, String> annotations) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Silences, those in force first, and which end with their alerts")
    public Uni<List<SilenceView>> list() {
        Instant now = clock.instant();
        return Uni.combine()
                .all()
                .unis(silences.list(List.of(), now), ending.all())
                .with((all, untilResolved) -> all.stream()
                        .map(silence -> view(silence, untilResolved, now))
                        .toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.RESPONDER)
    @ResponseStatus(201)
    @Operation(summary = "Silence alerts, until they end if that is wished")
    public Uni<SilenceView> create(SilenceRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var author = new SilenceAuthor(actors.current(), actors.roles());
        List<Matcher> matchers = RequestMatchers.required("/matchers", request.matchers(), syntax);
        var proposal = new ProposedSilence(
                "",
                matchers.stream().map(ProposedMatcher::of).toList(),
                now,
                now.plus(RequestText.duration("/duration", request.duration(), SHORTEST, LONGEST)),
                author.actor().name(),
                RequestText.optional("/comment", request.comment(), LONGEST_COMMENT)
                        .orElse(""));
        Uni<UUID> made = request.untilResolved()
                ? endings.propose(proposal, author)
                : silences.propose(proposal, author).map(Optional::orElseThrow);
        return made.onFailure(RefusedSilenceException.class)
                .transform(refused -> new ProblemException(Problem.unprocessable(refused.getMessage()), refused))
                .onFailure(InvalidSilenceException.class)
                .transform(invalid ->
                        new ProblemException(Problem.invalid("/matchers", invalid.getMessage(), null), invalid))
                .flatMap(silences::find)
                .map(silence -> view(
                        silence.orElseThrow(),
                        request.untilResolved() ? Set.of(silence.get().id()) : Set.of(),
                        clock.instant()));
    }

    private static SilenceView view(Silence silence, Set<UUID> untilResolved, Instant now) {
        return new SilenceView(
                silence.id(),
                silence.matchers().stream().map(Matcher::toString).toList(),
                silence.stateAt(now).id(),
                silence.startsAt(),
                silence.endsAt(),
                untilResolved.contains(silence.id()),
                silence.createdBy(),
                silence.comment(),
                silence.annotations());
    }
}
