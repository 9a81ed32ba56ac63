package dev.evenkeel.alertrouter.oncall.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

import static org.assertj.core.api.Assertions.assertThat;

class SchedulePropertiesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> PEOPLE = List.of("anna", "ben", "carl", "dora", "eve");

    @Property(tries = 400)
    void shiftsAndTheTimesWithoutAnyTileTheRangeWithoutOverlap(
            @ForAll("schedules") Schedule schedule,
            @ForAll("overrides") List<ShiftOverride> overrides,
            @ForAll("ranges") Span range) {
        List<Span> pieces = new ArrayList<>(
                schedule.timeline(range, overrides).stream().map(Shift::span).toList());
        pieces.addAll(range.without(Span.union(pieces)));

        pieces.sort(Comparator.comparing(Span::from));

        assertThat(pieces.getFirst().from()).isEqualTo(range.from());
        assertThat(pieces.getLast().to()).isEqualTo(range.to());
        for (int i = 1; i < pieces.size(); i++) {
            assertThat(pieces.get(i).from()).isEqualTo(pieces.get(i - 1).to());
        }
    }

    @Property(tries = 400)
    void whoIsOnCallAtAMomentIsWhomTheTimelineNamesHoweverItIsCut(
            @ForAll("schedules") Schedule schedule,
            @ForAll("overrides") List<ShiftOverride> overrides,
            @ForAll("ranges") Span range,
            @ForAll @LongRange(max = 999) long permille) {
        Instant moment = range.from().plus(range.length().dividedBy(1000).multipliedBy(permille));

        List<String> named = schedule.timeline(range, overrides).stream()
                .filter(shift -> shift.span().contains(moment))
                .map(Shift::person)
                .toList();

        assertThat(named).hasSizeLessThan(2);
        assertThat(schedule.personAt(moment, overrides))
                .isEqualTo(named.stream().findFirst());
        assertThat(schedule.personAt(moment, overrides)).isEqualTo(plainly(schedule, overrides, moment));
    }

    /** The same question answered without timelines: ask the overrides and then the layers, the last ones first. */
    private static Optional<String> plainly(Schedule schedule, Collection<ShiftOverride> overrides, Instant moment) {
        Optional<String> overriding = overrides.stream()
                .filter(each -> each.span().contains(moment))
                .max(Comparator.comparing(ShiftOverride::madeAt).thenComparing(ShiftOverride::id))
                .map(ShiftOverride::person);
        return overriding.or(() -> schedule.layers().reversed().stream()
                .filter(layer -> !moment.isBefore(layer.starts())
                        && layer.ends().map(moment::isBefore).orElse(true)
                        && (layer.restrictions().isEmpty() || isOpen(layer, moment)))
                .map(layer -> layer.people()
                        .get(Math.floorMod(
                                layer.rotation().numberAt(moment)
                                        - layer.rotation().numberAt(layer.starts()),
                                layer.people().size())))
                .findFirst());
    }

    private static boolean isOpen(Layer layer, Instant moment) {
        ZoneId zone = layer.rotation().zone();
        ZonedDateTime local = moment.atZone(zone);
        for (int back = 0; back <= 9; back++) {
            var day = local.toLocalDate().minusDays(back);
            for (WeeklyWindow window : layer.restrictions()) {
                Instant from = WallClock.instant(day.atTime(window.from()), zone);
                Instant to = WallClock.instant(day.atTime(window.from()).plus(window.length()), zone);
                if (window.days().contains(day.getDayOfWeek()) && !moment.isBefore(from) && moment.isBefore(to)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Property(tries = 300)
    void aRestrictedLayerPutsNobodyOnCallOutsideItsWindows(
            @ForAll("layers") Layer layer, @ForAll("ranges") Span range) {
        for (Shift shift : layer.shifts(range)) {
            if (!layer.restrictions().isEmpty()) {
                assertThat(isOpen(layer, shift.from())).isTrue();
                assertThat(isOpen(layer, shift.to().minusMillis(1))).isTrue();
                assertThat(shift.span()
                                .without(WeeklyWindow.open(
                                        layer.restrictions(),
                                        range,
                                        layer.rotation().zone())))
                        .isEmpty();
            }
        }
    }

    @Property(tries = 200)
    void turnsAreSharedFairlyWithinOne(
            @ForAll("rotationsOfDays") Rotation rotation,
            @ForAll @Size(min = 1, max = 5) Set<@StringLength(3) String> people,
            @ForAll @LongRange(min = 1, max = 60) long turns) {
        var layer = new Layer("l", List.copyOf(people), rotation, List.of(), rotation.handoff(0), Optional.empty());

        Map<String, Long> counts = layer.shifts(new Span(rotation.handoff(0), rotation.handoff(turns))).stream()
                .collect(Collectors.groupingBy(Shift::person, Collectors.counting()));

        assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(turns);
        for (String person : people) {
            long own = counts.getOrDefault(person, 0L);
            assertThat(own).isBetween(turns / people.size(), (turns + people.size() - 1) / people.size());
        }
    }

    @Property(tries = 200)
    void gapsAreWhereNobodyIsOnCallThoughSomebodyHasToBe(
            @ForAll("schedules") Schedule schedule,
            @ForAll("overrides") List<ShiftOverride> overrides,
            @ForAll("ranges") Span range) {
        for (Span gap : schedule.gaps(range, overrides)) {
            assertThat(schedule.personAt(gap.from(), overrides)).isEmpty();
            assertThat(schedule.personAt(gap.to().minusNanos(1), overrides)).isEmpty();
        }
    }

    @Property(tries = 200)
    void nowAndNextAgreeWithWhoIsOnCall(
            @ForAll("schedules") Schedule schedule,
            @ForAll("overrides") List<ShiftOverride> overrides,
            @ForAll("ranges") Span range) {
        Instant moment = range.from();

        Schedule.NowAndNext found = schedule.nowAndNext(moment, overrides);

        assertThat(found.now().map(Schedule.Turn::person)).isEqualTo(schedule.personAt(moment, overrides));
        found.next().ifPresent(next -> {
            assertThat(schedule.personAt(next.span().from(), overrides)).contains(next.person());
            Instant before = next.span().from().minusNanos(1);
            assertThat(schedule.personAt(before, overrides)).isNotEqualTo(Optional.of(next.person()));
        });
    }

    @Provide
    static Arbitrary<Schedule> schedules() {
        return layers().list()
                .ofMaxSize(4)
                .flatMap(layers -> windows()
                        .list()
                        .ofMaxSize(2)
                        .map(covers -> new Schedule("s", ZoneId.of("Europe/Berlin"), layers, covers)));
    }

    @Provide
    static Arbitrary<Layer> layers() {
        Arbitrary<List<String>> people =
                Arbitraries.of(PEOPLE).list().ofMinSize(1).ofMaxSize(5);
        return Combinators.combine(
                        people,
                        RotationTest.rotations(),
                        windows().list().ofMaxSize(3),
                        moments(),
                        moments().optional())
                .as((who, rotation, restrictions, starts, ends) ->
                        new Layer("layer", who, atLeastHourly(rotation), restrictions, starts, ends));
    }

    private static Rotation atLeastHourly(Rotation rotation) {
        return rotation.length().compareTo(Duration.ofHours(1)) < 0
                ? new Rotation(rotation.first(), Duration.ofHours(1), rotation.zone())
                : rotation;
    }

    @Provide
    static Arbitrary<Rotation> rotationsOfDays() {
        return RotationTest.rotations()
                .map(rotation -> new Rotation(
                        rotation.first(), Duration.ofDays(1 + rotation.length().toDays()), rotation.zone()));
    }

    static Arbitrary<WeeklyWindow> windows() {
        Arbitrary<Set<DayOfWeek>> days = Arbitraries.of(DayOfWeek.class).set().ofMinSize(1);
        Arbitrary<LocalTime> times = Arbitraries.integers()
                .between(0, 24 * 4 - 1)
                .map(quarter -> LocalTime.MIDNIGHT.plusMinutes(15L * quarter));
        Arbitrary<Duration> lengths =
                Arbitraries.integers().between(1, 7 * 24 * 4).map(quarters -> Duration.ofMinutes(15L * quarters));
        return Combinators.combine(days, times, lengths).as(WeeklyWindow::new);
    }

    @Provide
    static Arbitrary<List<ShiftOverride>> overrides() {
        return Combinators.combine(Arbitraries.create(UUID::randomUUID), spans(96), Arbitraries.of(PEOPLE), moments())
                .as(ShiftOverride::new)
                .list()
                .ofMaxSize(4);
    }

    @Provide
    static Arbitrary<Span> ranges() {
        return spans(24 * 21);
    }

    private static Arbitrary<Span> spans(int mostHours) {
        return Combinators.combine(moments(), Arbitraries.longs().between(1, 60L * mostHours))
                .as((from, minutes) -> new Span(from, from.plus(Duration.ofMinutes(minutes))));
    }

    private static Arbitrary<Instant> moments() {
        return Arbitraries.longs().between(0, 60L * 24 * 365).map(minutes -> START.plus(Duration.ofMinutes(minutes)));
    }
}
