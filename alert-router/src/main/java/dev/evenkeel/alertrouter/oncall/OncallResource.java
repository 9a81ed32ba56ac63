package dev.evenkeel.alertrouter.oncall;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.alertrouter.oncall.OncallView.GapView;
import dev.evenkeel.alertrouter.oncall.OncallView.PersonView;
import dev.evenkeel.alertrouter.oncall.OncallView.ScheduleView;
import dev.evenkeel.alertrouter.oncall.OncallView.TeamView;
import dev.evenkeel.alertrouter.oncall.OncallView.TimelineView;
import dev.evenkeel.alertrouter.oncall.OncallView.TurnView;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.alertrouter.oncall.schedule.Span;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestTime;

/** Who is on call, over REST. */
@Path("/api/v1/oncall")
@RolesAllowed(Roles.VIEWER)
@NonBlocking
public class OncallResource {

    private static final Duration TWO_WEEKS = Duration.ofDays(14);

    private final OncallService oncall;
    private final Clock clock;

    OncallResource(OncallService oncall, Clock clock) {
        this.oncall = oncall;
        this.clock = clock;
    }

    /**
     * Who is on call and who comes next.
     *
     * @param schedule only this one
     * @param at at another time than now, as RFC 3339 has it
     */
    @GET
    public Uni<List<OncallView>> nowAndNext(@RestQuery String schedule, @RestQuery String at) {
        Instant moment = RequestTime.readOr("query:at", at, clock.instant());
        return oncall.nowAndNext(wanted(schedule), moment)
                .map(found -> found.entrySet().stream()
                        .map(each -> OncallView.of(each.getKey(), each.getValue(), oncall.directory()))
                        .toList());
    }

    @GET
    @Path("/people")
    public List<PersonView> people() {
        return oncall.directory().people().values().stream().map(PersonView::of).toList();
    }

    @GET
    @Path("/teams")
    public List<TeamView> teams() {
        return oncall.directory().teams().values().stream()
                .map(team -> new TeamView(team.name(), team.members()))
                .toList();
    }

    @GET
    @Path("/schedules")
    public List<ScheduleView> schedules() {
        return oncall.directory().schedules().values().stream()
                .map(ScheduleView::of)
                .toList();
    }

    /**
     * A schedule's shifts, each with what decided it, from now on for two weeks if nothing else is asked for.
     *
     * @param to at most 400 days after {@code from}
     */
    @GET
    @Path("/schedules/{name}/timeline")
    public Uni<TimelineView> timeline(String name, @RestQuery String from, @RestQuery String to) {
        Schedule schedule = existing(name);
        Span span = span(from, to);
        return Uni.combine()
                .all()
                .unis(oncall.timelines(List.of(schedule), span), oncall.gaps(List.of(schedule), span))
                .with((timelines, gaps) -> new TimelineView(
                        schedule.name(),
                        schedule.zone().getId(),
                        span.from(),
                        span.to(),
                        timelines.get(schedule).stream()
                                .map(shift -> TurnView.of(shift, oncall.directory()))
                                .toList(),
                        gaps.get(schedule).stream()
                                .map(gap -> GapView.of(schedule, gap))
                                .toList()));
    }

    /** When nobody is on call though somebody has to be; from now on for two weeks if nothing else is asked for. */
    @GET
    @Path("/gaps")
    public Uni<List<GapView>> gaps(@RestQuery String schedule, @RestQuery String from, @RestQuery String to) {
        return oncall.gaps(wanted(schedule), span(from, to))
                .map(found -> found.entrySet().stream()
                        .flatMap(each -> each.getValue().stream().map(gap -> GapView.of(each.getKey(), gap)))
                        .toList());
    }

    private Span span(String from, String to) {
        return OncallTimes.range(from, to, clock.instant(), TWO_WEEKS);
    }

    private Collection<Schedule> wanted(String schedule) {
        return schedule == null ? oncall.directory().schedules().values() : List.of(existing(schedule));
    }

    private Schedule existing(String name) {
        return oncall.schedule(name).orElseThrow(() -> ProblemException.notFound("There is no schedule " + name));
    }
}
