package dev.evenkeel.alertrouter.oncall.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody is on call.
 *
 * @param person by name
 * @param by what decided it
 */
public record Shift(Span span, String person, Decision by) {

    public Instant from() {
        return span.from();
    }

    public Instant to() {
        return span.to();
    }

    Shift during(Span part) {
        return new Shift(part, person, by);
    }

    /**
     * Lays shifts over others, which keep what is left of them.
     *
     * @param below in order, without overlaps
     * @param above likewise
     * @return both, in order and without overlaps
     */
    static List<Shift> overlay(List<Shift> below, List<Shift> above) {
        List<Span> taken = above.stream().map(Shift::span).toList();
        List<Shift> rest = new ArrayList<>();
        int next = 0;
        for (Shift shift : below) {
            while (next < taken.size() && !taken.get(next).to().isAfter(shift.from())) {
                next++;
            }
            shift.span.without(taken.subList(next, taken.size())).stream()
                    .map(shift::during)
                    .forEach(rest::add);
        }
        return Stream.concat(rest.stream(), above.stream())
                .sorted(Comparator.comparing(Shift::from))
                .toList();
    }
}
