package dev.evenkeel.alertrouter.oncall.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The time from a moment up to another, which is not included; never empty. */
public record Span(Instant from, Instant to) {

    /** @throws IllegalArgumentException if it would be empty or end before it begins */
    public Span {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a span ends after it begins, not from " + from + " to " + to);
        }
    }

    /** Empty if there would be nothing in it. */
    static Optional<Span> of(Instant from, Instant to) {
        return from.isBefore(to) ? Optional.of(new Span(from, to)) : Optional.empty();
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    public boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    public Optional<Span> within(Span other) {
        return of(later(from, other.from), earlier(to, other.to));
    }

    /** What is left of it from a moment on. */
    public Optional<Span> after(Instant moment) {
        return of(later(from, moment), to);
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The same time in as few spans as possible, in order. */
    static List<Span> union(Collection<Span> spans) {
        List<Span> merged = new ArrayList<>();
        for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            if (merged.isEmpty() || merged.getLast().to.isBefore(span.from)) {
                merged.add(span);
            } else {
                Span last = merged.removeLast();
                merged.add(new Span(last.from, later(last.to, span.to)));
            }
        }
        return merged;
    }

    /**
     * What is left of this span.
     *
     * @param taken in order, without overlaps
     */
    List<Span> without(List<Span> taken) {
        List<Span> rest = new ArrayList<>();
        Instant reached = from;
        for (Span each : taken) {
            if (!each.from.isBefore(to)) {
                break;
            }
            of(reached, earlier(each.from, to)).ifPresent(rest::add);
            reached = later(reached, each.to);
        }
        of(reached, to).ifPresent(rest::add);
        return rest;
    }
}
