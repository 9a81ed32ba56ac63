package dev.evenkeel.alertrouter.oncall.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who is on call when. Of what is said about a moment the last layer that names somebody holds, and overrides hold over
 * layers, so that at any moment there is one person or nobody.
 *
 * @param covers when somebody has to be on call; at any time if it is empty
 */
public record Schedule(String name, ZoneId zone, List<Layer> layers, List<WeeklyWindow> covers) {

    private static final Duration BACK = Duration.ofDays(35);
    private static final Duration AHEAD = Duration.ofDays(35);
    private static final Duration FAR_AHEAD = Duration.ofDays(400);

    public Schedule {
        layers = List.copyOf(layers);
        covers = List.copyOf(covers);
    }

    /** In order and without overlaps; where there is no shift nobody is on call. */
    public List<Shift> timeline(Span range, Collection<ShiftOverride> overrides) {
        List<Shift> timeline = List.of();
        for (Layer layer : layers) {
            timeline = Shift.overlay(timeline, layer.shifts(range));
        }
        List<ShiftOverride> inOrder = overrides.stream()
                .sorted(Comparator.comparing(ShiftOverride::madeAt).thenComparing(ShiftOverride::id))
                .toList();
        for (ShiftOverride each : inOrder) {
            List<Shift> above = each.span().within(range).stream()
                    .map(span -> new Shift(span, each.person(), new Decision.ByOverride(each.id())))
                    .toList();
            timeline = Shift.overlay(timeline, above);
        }
        return timeline;
    }

    /** When nobody is on call though somebody has to be: in order, without overlaps. */
    public List<Span> gaps(Span range, Collection<ShiftOverride> overrides) {
        List<Span> staffed =
                Span.union(timeline(range, overrides).stream().map(Shift::span).toList());
        List<Span> expected = covers.isEmpty() ? List.of(range) : WeeklyWindow.open(covers, range, zone);
        return expected.stream().flatMap(span -> span.without(staffed).stream()).toList();
    }

    /** Who is on call at a moment, by name. */
    public Optional<String> personAt(Instant moment, Collection<ShiftOverride> overrides) {
        return timeline(new Span(moment, moment.plusNanos(1)), overrides).stream()
                .map(Shift::person)
                .findFirst();
    }

    /**
     * Who is on call, and who comes next.
     *
     * @param now the whole turn, which began up to 35 days ago; empty if nobody is on call
     * @param now the whole turn, and what decides it at that moment
     * @param next the next turn of somebody else, or after a time without anybody; empty if there is none for 400 days
     */
    public record NowAndNext(Optional<Turn> now, Optional<Turn> next) {}

    /** A time throughout which the same person is on call, by whatever decided it. */
    public record Turn(String person, Span span, Decision by) {}

    public NowAndNext nowAndNext(Instant moment, Collection<ShiftOverride> overrides) {
        NowAndNext near = nowAndNext(moment, AHEAD, overrides);
        return near.next().isPresent() ? near : nowAndNext(moment, FAR_AHEAD, overrides);
    }

    private NowAndNext nowAndNext(Instant moment, Duration ahead, Collection<ShiftOverride> overrides) {
        List<Shift> timeline = timeline(new Span(moment.minus(BACK), moment.plus(ahead)), overrides);
        List<Turn> turns = turns(timeline);
        return new NowAndNext(
                timeline.stream()
                        .filter(shift -> shift.span().contains(moment))
                        .findFirst()
                        .flatMap(shift -> turns.stream()
                                .filter(turn -> turn.span().contains(moment))
                                .findFirst()
                                .map(turn -> new Turn(turn.person(), turn.span(), shift.by()))),
                turns.stream()
                        .filter(turn -> turn.span().from().isAfter(moment))
                        .findFirst());
    }

    /** Joins shifts of the same person that follow each other. */
    public static List<Turn> turns(List<Shift> timeline) {
        var turns = new ArrayList<Turn>();
        for (Shift shift : timeline) {
            boolean goesOn = !turns.isEmpty()
                    && turns.getLast().person().equals(shift.person())
                    && turns.getLast().span().to().equals(shift.from());
            if (goesOn) {
                Turn last = turns.removeLast();
                turns.add(new Turn(last.person(), new Span(last.span().from(), shift.to()), last.by()));
            } else {
                turns.add(new Turn(shift.person(), shift.span(), shift.by()));
            }
        }
        return turns;
    }
}
