package dev.evenkeel.alertrouter.oncall;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.alertrouter.oncall.OncallView.TurnView;
import dev.evenkeel.alertrouter.oncall.schedule.Decision;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule.NowAndNext;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule.Turn;
import dev.evenkeel.alertrouter.oncall.schedule.Shift;
import dev.evenkeel.alertrouter.oncall.schedule.Span;
import dev.evenkeel.platform.security.Roles;

/** Who is on call, for people: now, next, and over the two weeks to come. */
@Path("/oncall")
@Produces(MediaType.TEXT_HTML)
public class OncallPage {

    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);

    private final OncallService oncall;
    private final Clock clock;

    OncallPage(OncallService oncall, Clock clock) {
        this.oncall = oncall;
        this.clock = clock;
    }

    /** A schedule with its next two weeks; {@code now} and {@code next} are {@code null} where there is nobody. */
    record Shown(String name, String timeZone, TurnView now, TurnView next, List<Line> lines, long gaps) {}

    /**
     * A part of the two weeks.
     *
     * @param from on the clock of the schedule's time zone
     * @param person {@code null} if nobody is on call though somebody has to be
     * @param by the layer or the override
     */
    record Line(String from, String to, String person, String by, boolean current) {}

    private record Piece(Span span, String person, String by) {}

    @CheckedTemplate(basePath = "oncall")
    static final class Templates {

        static native TemplateInstance overview(List<Shown> schedules, boolean anybody);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<TemplateInstance> overview() {
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
                        !oncall.directory().people().isEmpty()));
    }

    private Shown shown(Schedule schedule, NowAndNext found, List<Shift> timeline, List<Span> gaps, Instant now) {
        OncallDirectory directory = oncall.directory();
        List<Line> lines = Stream.concat(
                        Schedule.turns(timeline).stream().map(turn -> piece(turn, directory)),
                        gaps.stream().map(gap -> new Piece(gap, null, "")))
                .sorted(Comparator.comparing(piece -> piece.span().from()))
                .map(piece -> line(piece, schedule.zone(), now))
                .toList();
        return new Shown(
                schedule.name(),
                schedule.zone().getId(),
                found.now().map(turn -> TurnView.of(turn, directory)).orElse(null),
                found.next().map(turn -> TurnView.of(turn, directory)).orElse(null),
                lines,
                gaps.size());
    }

    private static Piece piece(Turn turn, OncallDirectory directory) {
        String by = switch (turn.by()) {
            case Decision.ByLayer(String layer) -> layer;
            case Decision.ByOverride _ -> "override";
        };
        return new Piece(turn.span(), directory.fullName(turn.person()), by);
    }

    private static Line line(Piece piece, ZoneId zone, Instant now) {
        return new Line(
                text(piece.span().from(), zone),
                text(piece.span().to(), zone),
                piece.person(),
                piece.by(),
                piece.span().contains(now));
    }

    private static String text(Instant moment, ZoneId zone) {
        return LOCAL.format(ZonedDateTime.ofInstant(moment, zone));
    }
}
