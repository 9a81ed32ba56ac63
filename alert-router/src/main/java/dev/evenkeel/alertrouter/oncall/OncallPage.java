package dev.evenkeel.alertrouter.oncall;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

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

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.oncall.OncallView.TurnView;
import dev.evenkeel.alertrouter.oncall.schedule.Decision;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule.NowAndNext;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule.Turn;
import dev.evenkeel.alertrouter.oncall.schedule.Shift;
import dev.evenkeel.alertrouter.oncall.schedule.Span;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.pages.PageForms;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;

/** Who is on call, for people: now, next, and over the two weeks to come. */
@Path("/oncall")
@Produces(MediaType.TEXT_HTML)
public class OncallPage {

    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);

    private static final Duration LONGEST_OVERRIDE = Duration.ofDays(366);

    private final OncallService oncall;
    private final OverrideService overrides;
    private final ActorSource actors;
    private final Clock clock;

    OncallPage(OncallService oncall, OverrideService overrides, ActorSource actors, Clock clock) {
        this.oncall = oncall;
        this.overrides = overrides;
        this.actors = actors;
        this.clock = clock;
    }

    /** What somebody wrote into the form for an override, to be shown again if it was refused. */
    record Form(String schedule, String person, String duration, String reason, String problem) {

        static Form empty() {
            return new Form("", "", "8h", "", null);
        }
    }

    /**
     * A schedule with its next two weeks; {@code now} and {@code next} are {@code null} where there is nobody.
     *
     * @param missed whether nobody is on call now though somebody has to be
     */
    record Shown(
            String name, String timeZone, TurnView now, TurnView next, boolean missed, List<Line> lines, long gaps) {}

    /**
     * A part of the two weeks.
     *
     * @param from on the clock of the schedule's time zone
     * @param person {@code null} if nobody is on call though somebody has to be
     * @param by the layer; of an override that it is one
     * @param override its id; {@code null} where a layer decides
     */
    record Line(String from, String to, String person, String by, UUID override, boolean current) {}

    private record Piece(Span span, String person, String by, UUID override) {}

    @CheckedTemplate(basePath = "oncall")
    static final class Templates {

        static native TemplateInstance overview(
                List<Shown> schedules, List<Person> people, Form form, boolean mayChange);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<TemplateInstance> overview(@Context SecurityContext caller) {
        return page(Form.empty(), caller.isUserInRole(Roles.RESPONDER));
    }

    private Uni<TemplateInstance> page(Form form, boolean mayChange) {
        Instant now = clock.instant();
        var span = new Span(now, now.plus(TWO_WEEKS));
        Collection<Schedule> schedules = oncall.directory().schedules().values();
        return Uni.combine()
                .all()
                .unis(
                        oncall.nowAndNext(schedules, now),
                        oncall.timelines(schedules, span),
                        oncall.gaps(schedules, span))
                .with((found, timelines, gaps) -> Templates.overview(
                        schedules.stream()
                                .map(schedule -> shown(
                                        schedule,
                                        found.get(schedule),
                                        timelines.get(schedule),
                                        gaps.get(schedule),
                                        now))
                                .toList(),
                        List.copyOf(oncall.directory().people().values()),
                        form,
                        mayChange));
    }

    /** Puts somebody on call from now on, in the name of the caller; what cannot be is shown again with the reason. */
    @POST
    @Path("/override")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Roles.RESPONDER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<Response> override(
            @RestForm String schedule, @RestForm String person, @RestForm String duration, @RestForm String reason) {
        Actor by = actors.current();
        var form = new Form(
                PageForms.written(schedule),
                PageForms.written(person),
                PageForms.written(duration),
                PageForms.written(reason),
                null);
        return Uni.createFrom()
                .item(() -> span(form))
                .flatMap(span -> overrides.create(form.schedule(), form.person(), span, form.reason(), by))
                .map(made -> PageForms.seeOther("/oncall"))
                .onFailure(IllegalArgumentException.class)
                .recoverWithUni(refused -> refused(form, refused.getMessage()))
                .onFailure(ProblemException.class)
                .recoverWithUni(refused -> refused(form, refused.getMessage()));
    }

    /** Ends an override now, or undoes it if it has not begun; one that is over already stays as it was. */
    @POST
    @Path("/override/{id}/end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Roles.RESPONDER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<Response> end(@RestPath UUID id) {
        Actor by = actors.current();
        return overrides
                .find(id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no override " + id)))
                .flatMap(override -> overrides.end(override, by))
                .map(ended -> PageForms.seeOther("/oncall"));
    }

    private Span span(Form form) {
        OncallDirectory directory = oncall.directory();
        OncallNames.schedule("Schedule", form.schedule(), directory);
        OncallNames.person("Who", form.person(), directory);
        OncallNames.reason("Why", form.reason());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return OncallTimes.span("For", now, now.plus(PrometheusDuration.parse(form.duration())), LONGEST_OVERRIDE);
    }

    private Uni<Response> refused(Form form, String why) {
        var again = new Form(form.schedule(), form.person(), form.duration(), form.reason(), why);
        return page(again, true).map(page -> Response.status(400).entity(page).build());
    }

    private Shown shown(Schedule schedule, NowAndNext found, List<Shift> timeline, List<Span> gaps, Instant now) {
        OncallDirectory directory = oncall.directory();
        List<Line> lines = Stream.concat(
                        Schedule.turns(timeline).stream().map(turn -> piece(turn, directory)),
                        gaps.stream().map(gap -> new Piece(gap, null, "", null)))
                .sorted(Comparator.comparing(piece -> piece.span().from()))
                .map(piece -> line(piece, schedule.zone(), now))
                .toList();
        return new Shown(
                schedule.name(),
                schedule.zone().getId(),
                found.now().map(turn -> TurnView.of(turn, directory)).orElse(null),
                found.next().map(turn -> TurnView.of(turn, directory)).orElse(null),
                gaps.stream().anyMatch(gap -> gap.contains(now)),
                lines,
                gaps.size());
    }

    private static Piece piece(Turn turn, OncallDirectory directory) {
        String person = directory.fullName(turn.person());
        return switch (turn.by()) {
            case Decision.ByLayer(String layer) -> new Piece(turn.span(), person, layer, null);
            case Decision.ByOverride(UUID override) -> new Piece(turn.span(), person, "override", override);
        };
    }

    private static Line line(Piece piece, ZoneId zone, Instant now) {
        return new Line(
                text(piece.span().from(), zone),
                text(piece.span().to(), zone),
                piece.person(),
                piece.by(),
                piece.override(),
                piece.span().contains(now));
    }

    private static String text(Instant moment, ZoneId zone) {
        return LOCAL.format(ZonedDateTime.ofInstant(moment, zone));
    }
}
