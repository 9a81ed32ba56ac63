package dev.evenkeel.alertrouter.heartbeat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.heartbeat.Heartbeat.State;
import dev.evenkeel.alertrouter.heartbeat.HeartbeatService.Heard;
import dev.evenkeel.alertrouter.heartbeat.HeartbeatsResource.Definition;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.platform.pages.PageForms;
import dev.evenkeel.platform.security.Roles;

/** Heartbeats for people: who was heard of when, who is overdue, and how to be heard. */
@Path("/heartbeats")
@Produces(MediaType.TEXT_HTML)
@NonBlocking
public class HeartbeatsPage {

    private final HeartbeatService heartbeats;
    private final DefinitionReader reader;
    private final ActorSource actors;
    private final Clock clock;
    private final String addressOfBeats;

    HeartbeatsPage(
            HeartbeatService heartbeats,
            MatcherSyntax syntax,
            ActorSource actors,
            Clock clock,
            @ConfigProperty(name = "evenkeel.alerts.external-url") String externalUrl) {
        this.heartbeats = heartbeats;
        this.reader = new DefinitionReader(heartbeats, syntax);
        this.actors = actors;
        this.clock = clock;
        this.addressOfBeats = addressOfBeats(externalUrl);
    }

    /** Where beats go to, up to the name. */
    static String addressOfBeats(String externalUrl) {
        return externalUrl.replaceAll("/+$", "") + "/api/v1/heartbeats/";
    }

    /**
     * A heartbeat as a row; what has not happened is {@code null}.
     *
     * @param overdue for how long it is missing
     * @param expectedBy when it will be missing if nothing is heard
     * @param matchers of alerts that are beats; empty if none are
     */
    record Shown(
            String name,
            State state,
            boolean inFile,
            Duration interval,
            Duration grace,
            Instant lastBeatAt,
            Duration overdue,
            Instant expectedBy,
            String matchers) {

        static Shown of(Heard heard, Instant now) {
            Heartbeat heartbeat = heard.heartbeat();
            Optional<HeartbeatStatus> status = heard.status();
            Optional<Instant> missingSince = status.flatMap(HeartbeatStatus::missingSince);
            return new Shown(
                    heartbeat.name(),
                    status.map(HeartbeatStatus::state).orElse(State.WAITING),
                    heard.inFile(),
                    heartbeat.interval(),
                    heartbeat.grace(),
                    status.flatMap(HeartbeatStatus::lastBeatAt).orElse(null),
                    missingSince.map(since -> Duration.between(since, now)).orElse(null),
                    status.filter(known -> missingSince.isEmpty())
                            .map(known -> heartbeat.missingAt(known.countedFrom()))
                            .orElse(null),
                    heartbeat.matchers().list().stream().map(Matcher::toString).collect(Collectors.joining(", ")));
        }

        public boolean hasGrace() {
            return !grace.isZero();
        }

        public boolean isMissing() {
            return state == State.MISSING;
        }

        public boolean isOk() {
            return state == State.OK;
        }
    }

    /** What somebody wrote into the form, to be shown again if it was refused. */
    record Form(String name, String interval, String grace, String severity, String matchers, String problem) {

        static Form empty(String problem) {
            return new Form("", "1d", "1h", "critical", "", problem);
        }

        Form refused(String why) {
            return new Form(name, interval, grace, severity, matchers, why);
        }

        public boolean isSeverity(String value) {
            return value.equals(severity);
        }
    }

    /**
     * @param heartbeats those that are missing first
     * @param address where beats go to, up to the name
     */
    record Content(List<Shown> heartbeats, String address, Form form) {

        public String example() {
            return heartbeats.isEmpty()
                    ? "nightly-export"
                    : heartbeats.getFirst().name();
        }

        public long missing() {
            return heartbeats.stream().filter(Shown::isMissing).count();
        }
    }

    @CheckedTemplate(basePath = "heartbeats")
    static final class Templates {

        static native TemplateInstance list(Content content, boolean mayBeat, boolean mayChange);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(hidden = true)
    public Uni<TemplateInstance> list(@Context SecurityContext caller) {
        return page(Form.empty(null), caller);
    }

    private Uni<TemplateInstance> page(Form form, SecurityContext caller) {
        boolean mayBeat = caller.isUserInRole(Roles.RESPONDER);
        boolean mayChange = caller.isUserInRole(Roles.OPERATOR);
        Instant now = clock.instant();
        return heartbeats
                .list()
                .map(all -> all.stream()
                        .map(heard -> Shown.of(heard, now))
                        .sorted(Comparator.comparing((Shown shown) -> !shown.isMissing())
                                .thenComparing(Shown::name))
                        .toList())
                .map(shown -> Templates.list(new Content(shown, addressOfBeats, form), mayBeat, mayChange));
    }

    /** Defines one; what cannot be is shown again with the reason. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Uni<Response> define(
            @RestForm String name,
            @RestForm String interval,
            @RestForm String grace,
            @RestForm String severity,
            @RestForm String matchers,
            @Context SecurityContext caller) {
        Actor by = actors.current();
        var form = new Form(
                PageForms.written(name),
                PageForms.written(interval),
                PageForms.written(grace),
                PageForms.written(severity),
                PageForms.written(matchers),
                null);
        return PageForms.submitted(
                () -> heartbeats.define(reader.read(form.name(), definition(form)), by),
                "/heartbeats",
                why -> page(form.refused(why), caller));
    }

    private static Definition definition(Form form) {
        return new Definition(
                form.interval(),
                form.grace().isEmpty() ? null : form.grace(),
                form.severity().isEmpty() ? Map.of() : Map.of("severity", form.severity()),
                Map.of(),
                form.matchers().isEmpty() ? List.of() : List.of(form.matchers()));
    }

    /** A beat by hand, of somebody who has seen that it lives. */
    @POST
    @Path("/{name}/beat")
    @RolesAllowed(Roles.RESPONDER)
    @Operation(hidden = true)
    public Uni<Response> beat(@RestPath String name) {
        return heartbeats.beat(reader.name(name), Optional.of(actors.current())).map(known -> answer(known, name));
    }

    @POST
    @Path("/{name}/forget")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Uni<Response> forget(@RestPath String name) {
        return heartbeats
                .forget(reader.nameOutsideTheFile(name), actors.current())
                .map(known -> answer(known, name));
    }

    private static Response answer(boolean known, String name) {
        if (!known) {
            throw HeartbeatsResource.missing(name);
        }
        return PageForms.seeOther("/heartbeats");
    }
}
