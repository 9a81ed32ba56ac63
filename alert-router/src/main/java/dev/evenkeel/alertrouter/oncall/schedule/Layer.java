package dev.evenkeel.alertrouter.oncall.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * People who take turns.
 *
 * @param people in the order of their turns; at least one
 * @param restrictions it puts somebody on call only while one of these is open; if there are none, at any time. Turns go
 *     on while none is.
 * @param starts when it begins, with the turn of the first person
 * @param ends when it ends, if it does
 */
public record Layer(
        String name,
        List<String> people,
        Rotation rotation,
        List<WeeklyWindow> restrictions,
        Instant starts,
        Optional<Instant> ends) {

    /** @throws IllegalArgumentException if there is nobody */
    public Layer {
        people = List.copyOf(people);
        restrictions = List.copyOf(restrictions);
        if (people.isEmpty()) {
            throw new IllegalArgumentException("a layer needs at least one person");
        }
    }

    /** Who is on call by this layer alone: in order, without overlaps, one per turn and window. */
    List<Shift> shifts(Span range) {
        return Span.of(starts, ends.orElse(Instant.MAX))
                .flatMap(range::within)
                .map(this::turns)
                .orElse(List.of());
    }

    private List<Shift> turns(Span range) {
        List<Span> open =
                restrictions.isEmpty() ? List.of(range) : WeeklyWindow.open(restrictions, range, rotation.zone());
        List<Shift> shifts = new ArrayList<>();
        long firstTurn = rotation.numberAt(starts);
        for (Span window : open) {
            long number = rotation.numberAt(window.from());
            Instant reached = window.from();
            while (reached.isBefore(window.to())) {
                Instant until = Span.earlier(rotation.handoff(number + 1), window.to());
                String person = people.get(Math.floorMod(number - firstTurn, people.size()));
                Span.of(reached, until)
                        .ifPresent(span -> shifts.add(new Shift(span, person, new Decision.ByLayer(name))));
                reached = Span.later(reached, until);
                number++;
            }
        }
        return shifts;
    }
}
