package dev.evenkeel.alertrouter.silence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.silence.ProposedSilence.ProposedMatcher;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.pages.PageForms;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;

/** Silences for people: which there are, a form for a new one, and a button to end each. */
@Path("/silences")
@Produces(MediaType.TEXT_HTML)
public class SilencesPage {

    private final SilenceService silences;
    private final EndingSilenceService ending;
    private final ActorSource actors;
    private final MatcherSyntax syntax;
    private final Clock clock;

    SilencesPage(
            SilenceService silences,
            EndingSilenceService ending,
            ActorSource actors,
            MatcherSyntax syntax,
            Clock clock) {
        this.silences = silences;
        this.ending = ending;
        this.actors = actors;
        this.syntax = syntax;
        this.clock = clock;
    }

    /**
     * A silence as a row.
     *
     * @param annotations as {@code name: value}
     */
    record Shown(
            String id,
            String matchers,
            boolean active,
            Instant startsAt,
            Instant endsAt,
            String createdBy,
            String comment,
            List<String> annotations) {}

    /** What somebody wrote into the form, to be shown again if it was refused. */
    record Form(String matchers, String duration, String comment, boolean untilResolved, String problem) {

        static Form about(String matchers) {
            return new Form(matchers, "2h", "", false, null);
        }

        Form refused(String why) {
            return new Form(matchers, duration, comment, untilResolved, why);
        }

        public boolean isRefused() {
            return problem != null;
        }
    }

    @CheckedTemplate(basePath = "silences")
    static final class Templates {

        static native TemplateInstance list(List<Shown> silences, Form form, boolean mayChange);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<TemplateInstance> list(@RestQuery String matchers, @Context SecurityContext caller) {
        return page(Form.about(PageForms.written(matchers)), caller.isUserInRole(Roles.RESPONDER));
    }

    private Uni<TemplateInstance> page(Form form, boolean mayChange) {
        Instant now = clock.instant();
        return silences.list(List.of(), now)
                .map(all -> Templates.list(
                        all.stream()
                                .filter(silence -> silence.stateAt(now) != Silence.State.EXPIRED)
                                .map(silence -> shown(silence, now))
                                .toList(),
                        form,
                        mayChange));
    }

    private static Shown shown(Silence silence, Instant now) {
        return new Shown(
                silence.id().toString(),
                String.join(
                        ", ", silence.matchers().stream().map(Matcher::toString).toList()),
                silence.stateAt(now) == Silence.State.ACTIVE,
                silence.startsAt(),
                silence.endsAt(),
                silence.createdBy(),
                silence.comment(),
                silence.annotations().entrySet().stream()
                        .map(annotation -> annotation.getKey() + ": " + annotation.getValue())
                        .toList());
    }

    /** Makes a silence from now on, in the name of the caller; what cannot be is shown again with the reason. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Roles.RESPONDER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<Response> create(
            @RestForm String matchers,
            @RestForm String duration,
            @RestForm String comment,
            @RestForm String untilResolved,
            @Context SecurityContext caller) {
        var form = new Form(
                PageForms.written(matchers),
                PageForms.written(duration),
                PageForms.written(comment),
                "true".equals(untilResolved),
                null);
        var author = new SilenceAuthor(actors.current(), actors.roles());
        return PageForms.submitted(
                () -> {
                    ProposedSilence proposal =
                            proposal(form, caller.getUserPrincipal().getName());
                    return form.untilResolved() ? ending.propose(proposal, author) : silences.propose(proposal, author);
                },
                "/silences",
                why -> page(form.refused(why), true));
    }

    private ProposedSilence proposal(Form form, String caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Duration duration = PrometheusDuration.parse(form.duration());
        List<ProposedMatcher> matchers = syntax.parseList(form.matchers()).stream()
                .map(ProposedMatcher::of)
                .toList();
        return new ProposedSilence("", matchers, now, now.plus(duration), caller, form.comment());
    }

    /** Ends a silence. */
    @POST
    @Path("/{id}/expire")
    @RolesAllowed(Roles.RESPONDER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<Response> expire(@RestPath UUID id) {
        return silences.expire(id, actors.current()).map(found -> {
            if (!found) {
                throw ProblemException.notFound("There is no silence " + id);
            }
            return PageForms.seeOther("/silences");
        });
    }
}
