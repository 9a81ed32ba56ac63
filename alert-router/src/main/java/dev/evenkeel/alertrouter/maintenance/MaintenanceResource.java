package dev.evenkeel.alertrouter.maintenance;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/** Maintenance windows over REST. */
@Path("/api/v1/maintenance")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class MaintenanceResource {

    private static final int LONGEST_TEXT = 2000;
    private static final int SHOWN_OCCURRENCES = 5;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(31);

    private final MaintenanceService windows;
    private final ActorSource actors;
    private final Clock clock;

    MaintenanceResource(MaintenanceService windows, ActorSource actors, Clock clock) {
        this.windows = windows;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * A window as it is asked for.
     *
     * @param matchers such as {@code env="staging"}, all of which must hold
     * @param start by the clock of the time zone, such as {@code 2026-11-22T02:00:00}
     * @param timezone such as {@code Europe/Berlin}
     * @param rrule such as {@code FREQ=WEEKLY;BYDAY=SU}; absent for once
     * @param duration such as {@code 2h}
     * @param version that was seen, to change it; absent if it does not matter
     */
    public record WindowRequest(
            String name,
            List<String> matchers,
            String start,
            String timezone,
            String rrule,
            String duration,
            String comment,
            Integer version) {}

    /** One of the times; its end does not belong to it. */
    public record OccurrenceView(Instant from, Instant to) {}

    /**
     * A window as it is kept.
     *
     * @param next times that are not over, in order, a few of them
     */
    public record WindowView(
            UUID id,
            String name,
            List<String> matchers,
            String start,
            String timezone,
            String rrule,
            String duration,
            String comment,
            String createdBy,
            boolean active,
            List<OccurrenceView> next,
            int version) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Maintenance windows, with their next times")
    public Uni<List<WindowView>> list() {
        Instant now = clock.instant();
        return windows.list()
                .map(all -> all.stream().map(window -> view(window, now)).toList());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One maintenance window, with its next times")
    public Uni<WindowView> get(String id) {
        UUID wanted = id(id);
        Instant now = clock.instant();
        return windows.list()
                .map(all -> all.stream()
                        .filter(window -> window.id().equals(wanted))
                        .findFirst()
                        .map(window -> view(window, now))
                        .orElseThrow(() -> MaintenanceService.missing(wanted)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(201)
    @Operation(summary = "Make a maintenance window")
    public Uni<WindowView> create(WindowRequest request) {
        var actor = actors.current();
        MaintenanceWindow window = window(request, UUID.randomUUID(), actor.name(), 1);
        return windows.add(window, actor).replaceWith(() -> view(window, clock.instant()));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Change a maintenance window")
    public Uni<WindowView> change(String id, WindowRequest request) {
        UUID wanted = id(id);
        var actor = actors.current();
        // what is wrong with it is told whether or not there is such a window
        window(request, wanted, actor.name(), 1);
        return windows.change(
                        wanted,
                        Optional.ofNullable(request.version()),
                        before -> window(request, wanted, before.createdBy(), before.version() + 1),
                        actor)
                .map(window -> view(window, clock.instant()));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Remove a maintenance window; one that is on ends")
    public Uni<Void> remove(String id) {
        return windows.remove(id(id), actors.current());
    }

    private static UUID id(String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException notAnId) {
            // reported below, like an id of another length
        }
        throw ProblemException.invalid("path:id", "is '" + text + "'", "the id of a maintenance window");
    }

    private MaintenanceWindow window(WindowRequest request, UUID id, String createdBy, int version) {
        String name = text("/name", request.name());
        if (name.isBlank()) {
            throw ProblemException.invalid("/name", "is missing or empty", "a text");
        }
        Optional<String> rule = Optional.ofNullable(request.rrule()).filter(text -> !text.isBlank());
        var window = new MaintenanceWindow(
                id,
                name.strip(),
                matchers(request.matchers()),
                start(request.start()),
                zone(request.timezone()),
                rule,
                duration(request.duration()),
                text("/comment", request.comment()),
                createdBy,
                version);
        parsed("/rrule", () -> Recurrence.of(window.start(), window.zone(), rule));
        if (window.next(clock.instant(), 1).isEmpty()) {
            throw ProblemException.invalid("/start", "it is over, and does not recur", "a time that is to come");
        }
        return window;
    }

    private static String text(String where, String text) {
        if (text != null && (text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0)) {
            throw ProblemException.invalid(
                    where, "is too long or has a character U+0000", "up to " + LONGEST_TEXT + " characters");
        }
        return text == null ? "" : text;
    }

    private static List<Matcher> matchers(List<String> texts) {
        if (texts == null || texts.isEmpty() || texts.contains(null)) {
            throw ProblemException.invalid("/matchers", "is missing or empty", "such as [\"env=\\\"staging\\\"\"]");
        }
        List<Matcher> matchers = texts.stream()
                .flatMap(text ->
                        parsed("/matchers", () -> MatcherSyntax.FALLBACK.parseList(text("/matchers", text))).stream())
                .toList();
        if (matchers.stream().allMatch(matcher -> matcher.matches(Labels.of(Map.of())))) {
            throw ProblemException.invalid(
                    "/matchers", "they hold for every alert", "at least one that asks for something");
        }
        return matchers;
    }

    private static LocalDateTime start(String text) {
        try {
            LocalDateTime start = LocalDateTime.parse(text == null ? "" : text);
            if (start.getYear() >= 2000
                    && start.getYear() < 3000
                    && start.equals(start.truncatedTo(ChronoUnit.SECONDS))) {
                return start;
            }
        } catch (DateTimeException notATime) {
            // reported below, like a time out of range
        }
        throw ProblemException.invalid("/start", "is '" + text + "'", "a local time such as 2026-11-22T02:00:00");
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text == null ? "" : text);
        } catch (DateTimeException unknown) {
            throw new ProblemException(
                    Problem.invalid("/timezone", "is '" + text + "'", "a time zone such as Europe/Berlin or UTC"),
                    unknown);
        }
    }

    private static Duration duration(String text) {
        Duration duration = parsed("/duration", () -> PrometheusDuration.parse(text == null ? "" : text));
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw ProblemException.invalid("/duration", "is '" + text + "'", "1m to 31d");
        }
        return duration;
    }

    private static <T> T parsed(String where, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException refused) {
            throw new ProblemException(Problem.invalid(where, refused.getMessage(), null), refused);
        }
    }

    private static WindowView view(MaintenanceWindow window, Instant now) {
        return new WindowView(
                window.id(),
                window.name(),
                window.matchers().stream().map(Matcher::toString).toList(),
                window.start().toString(),
                window.zone().getId(),
                window.rule().orElse(null),
                PrometheusDuration.format(window.duration()),
                window.comment(),
                window.createdBy(),
                window.isActiveAt(now),
                window.next(now, SHOWN_OCCURRENCES).stream()
                        .map(each -> new OccurrenceView(each.from(), each.to()))
                        .toList(),
                window.version());
    }
}
