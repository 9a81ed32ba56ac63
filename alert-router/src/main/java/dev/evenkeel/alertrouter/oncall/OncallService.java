package dev.evenkeel.alertrouter.oncall;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule.NowAndNext;
import dev.evenkeel.alertrouter.oncall.schedule.Shift;
import dev.evenkeel.alertrouter.oncall.schedule.ShiftOverride;
import dev.evenkeel.alertrouter.oncall.schedule.Span;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Answers who is on call: what {@code oncall.yaml} says, together with the overrides that are stored. An override for
 * somebody who is not in the file any more holds only for what is past: nobody could tell them.
 */
@ApplicationScoped
public class OncallService {

    /** As far as {@link Schedule#nowAndNext} looks. */
    private static final Duration HORIZON = Duration.ofDays(401);

    /** More than a request takes from reading the clock. */
    private static final Duration A_MOMENT = Duration.ofMinutes(1);

    private final LiveConfiguration<RouterConfig> configuration;
    private final OverrideStore overrides;
    private final Pool pool;
    private final Clock clock;

    OncallService(LiveConfiguration<RouterConfig> configuration, OverrideStore overrides, Pool pool, Clock clock) {
        this.configuration = configuration;
        this.overrides = overrides;
        this.pool = pool;
        this.clock = clock;
    }

    /** People, teams and schedules in force. */
    public OncallDirectory directory() {
        return configuration.current().feature(OncallDirectory.class);
    }

    /** Who is on call by each of some schedules, by the schedule's name; nobody for one that there is not. */
    public Uni<Map<String, String>> peopleAt(SqlClient client, Collection<String> schedules, Instant moment) {
        List<Schedule> known = schedules.stream()
                .distinct()
                .map(directory().schedules()::get)
                .filter(schedule -> schedule != null)
                .toList();
        return overridesOf(client, known, new Span(moment, moment.plusNanos(1000)))
                .map(found -> {
                    Map<String, String> people = new LinkedHashMap<>();
                    known.forEach(schedule -> schedule.personAt(moment, found.get(schedule.name()))
                            .ifPresent(person -> people.put(schedule.name(), person)));
                    return people;
                });
    }

    /** Who is on call and who is next by each of some schedules, in their order. */
    public Uni<Map<Schedule, NowAndNext>> nowAndNext(Collection<Schedule> schedules, Instant moment) {
        var span = new Span(moment.minus(HORIZON), moment.plus(HORIZON));
        return overridesOf(pool, schedules, span).map(found -> {
            Map<Schedule, NowAndNext> all = new LinkedHashMap<>();
            schedules.forEach(schedule -> all.put(schedule, schedule.nowAndNext(moment, found.get(schedule.name()))));
            return all;
        });
    }

    /** The shifts of some schedules, in their order. */
    public Uni<Map<Schedule, List<Shift>>> timelines(Collection<Schedule> schedules, Span span) {
        return timelines(pool, schedules, span);
    }

    Uni<Map<Schedule, List<Shift>>> timelines(SqlClient client, Collection<Schedule> schedules, Span span) {
        return overridesOf(client, schedules, span).map(found -> {
            Map<Schedule, List<Shift>> all = new LinkedHashMap<>();
            schedules.forEach(schedule -> all.put(schedule, schedule.timeline(span, found.get(schedule.name()))));
            return all;
        });
    }

    /** When nobody is on call by some schedules though somebody has to be. */
    public Uni<Map<Schedule, List<Span>>> gaps(Collection<Schedule> schedules, Span span) {
        return overridesOf(pool, schedules, span).map(found -> {
            Map<Schedule, List<Span>> all = new LinkedHashMap<>();
            schedules.forEach(schedule -> all.put(schedule, schedule.gaps(span, found.get(schedule.name()))));
            return all;
        });
    }

    /** A schedule by its name, if there is one. */
    public Optional<Schedule> schedule(String name) {
        return Optional.ofNullable(directory().schedules().get(name));
    }

    private Uni<Map<String, List<ShiftOverride>>> overridesOf(
            SqlClient client, Collection<Schedule> schedules, Span span) {
        List<String> names = schedules.stream().map(Schedule::name).toList();
        var past = new Span(Instant.EPOCH, clock.instant().minus(A_MOMENT));
        return overrides.during(client, names, span).map(found -> {
            Map<String, List<ShiftOverride>> bySchedule = new LinkedHashMap<>();
            for (String name : names) {
                bySchedule.put(
                        name,
                        found.stream()
                                .filter(override -> override.schedule().equals(name))
                                .map(StoredOverride::asOverride)
                                .flatMap(override -> whatHolds(override, past))
                                .toList());
            }
            return bySchedule;
        });
    }

    private Stream<ShiftOverride> whatHolds(ShiftOverride override, Span past) {
        return directory().people().containsKey(override.person())
                ? Stream.of(override)
                : override.span().within(past).stream().map(override::during);
    }
}
