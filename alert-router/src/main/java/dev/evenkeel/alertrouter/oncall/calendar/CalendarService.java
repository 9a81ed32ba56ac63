package dev.evenkeel.alertrouter.oncall.calendar;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.AuditService;
import dev.evenkeel.alertrouter.audit.AuditedAction;
import dev.evenkeel.alertrouter.oncall.OncallDirectory;
import dev.evenkeel.alertrouter.oncall.OncallService;
import dev.evenkeel.alertrouter.oncall.calendar.Feed.About;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule.Turn;
import dev.evenkeel.alertrouter.oncall.schedule.Span;
import dev.evenkeel.platform.security.KeyDigest;

/** Makes calendars of shifts, and the addresses under which they can be subscribed to. */
@ApplicationScoped
class CalendarService {

    private static final Duration BACK = Duration.ofDays(31);
    private static final Duration AHEAD = Duration.ofDays(184);
    /** Shifts last up to a year. */
    private static final Duration LONGEST_TURN = Duration.ofDays(366);

    private static final int TOKEN_BYTES = 32;

    private final FeedStore feeds;
    private final OncallService oncall;
    private final AuditService audit;
    private final Pool pool;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CalendarService(FeedStore feeds, OncallService oncall, AuditService audit, Pool pool, Clock clock) {
        this.feeds = feeds;
        this.oncall = oncall;
        this.audit = audit;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * A calendar just made.
     *
     * @param token the only time that it is told
     */
    record Made(Feed feed, String token) {}

    Uni<Made> make(About about, Actor by) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var feed = new Feed(UUID.randomUUID(), about, by.name(), now(), Optional.empty());
        var action = AuditedAction.done("calendar.create", "calendar", feed.id().toString(), name(about));
        return pool.withTransaction(transaction -> feeds.add(transaction, feed, KeyDigest.of(token))
                .chain(() -> audit.record(transaction, by, action))
                .replaceWith(new Made(feed, token)));
    }

    Uni<List<Feed>> list(int limit) {
        return feeds.list(limit);
    }

    Uni<Optional<Feed>> find(UUID id) {
        return feeds.find(id);
    }

    /** From now on nobody can read it. @return {@code false} if there is none that could be revoked */
    Uni<Boolean> revoke(UUID id, Actor by) {
        var action = AuditedAction.done("calendar.revoke", "calendar", id.toString(), "");
        return pool.withTransaction(transaction -> feeds.revoke(transaction, id, now())
                .flatMap(revoked -> revoked
                        ? audit.record(transaction, by, action).replaceWith(true)
                        : Uni.createFrom().item(false)));
    }

    /** The calendar that may be read with a token; empty if there is none (any more). */
    Uni<Optional<String>> read(String token) {
        return feeds.find(KeyDigest.of(token))
                .flatMap(found -> found.map(feed -> write(feed.about()).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    Uni<String> write(About about) {
        Instant now = now();
        Instant shown = now.minus(BACK);
        // what is looked at begins earlier, so that a turn has its own beginning and not where the look begins
        var span = new Span(shown.minus(LONGEST_TURN), now.plus(AHEAD));
        return oncall.timelines(schedules(about), span)
                .map(timelines -> timelines.entrySet().stream()
                        .flatMap(each -> Schedule.turns(each.getValue()).stream()
                                .filter(turn -> concerns(about, turn)
                                        && turn.span().to().isAfter(shown))
                                .map(turn -> event(each.getKey(), turn, span)))
                        .sorted(Comparator.comparing(CalendarEvent::from).thenComparing(CalendarEvent::uid))
                        .toList())
                .map(events -> CalendarText.write(name(about), events, now));
    }

    private Collection<Schedule> schedules(About about) {
        Map<String, Schedule> all = oncall.directory().schedules();
        return switch (about) {
            case About.OfPerson _ -> all.values();
            case About.OfSchedule(String name) ->
                Optional.ofNullable(all.get(name)).stream().toList();
        };
    }

    private static boolean concerns(About about, Turn turn) {
        return switch (about) {
            case About.OfPerson(String name) -> turn.person().equals(name);
            case About.OfSchedule _ -> true;
        };
    }

    /** @param looked in which time turns were looked for; of one that goes on since before there is one by a schedule */
    private CalendarEvent event(Schedule schedule, Turn turn, Span looked) {
        OncallDirectory directory = oncall.directory();
        Instant from = turn.span().from();
        String begins = from.equals(looked.from()) ? "before" : from.toString();
        String identity = schedule.name() + "\n" + turn.person() + "\n" + begins;
        String uid = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)) + "@oncall.evenkeel";
        return new CalendarEvent(
                uid, from, turn.span().to(), "On call: " + schedule.name() + ", " + directory.fullName(turn.person()));
    }

    private String name(About about) {
        return switch (about) {
            case About.OfPerson(String name) -> "On call: " + oncall.directory().fullName(name);
            case About.OfSchedule(String name) -> "On call: " + name;
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
