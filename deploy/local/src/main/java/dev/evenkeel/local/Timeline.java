package dev.evenkeel.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What happened when, measured from the first event on. Things that are done are noted; things that others have to do
 * are waited for, each with a deadline of its own.
 */
final class Timeline {

    /**
     * Something that happened.
     *
     * @param at since the first event
     */
    record Event(String what, Duration at) {}

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Console console;
    private final LongSupplier nanoTime;
    private final List<Event> events = new ArrayList<>();
    private long begin;

    /** @param nanoTime counts nanoseconds, as {@link System#nanoTime()} does */
    Timeline(Console console, LongSupplier nanoTime) {
        this.console = console;
        this.nanoTime = nanoTime;
    }

    /** Notes that something has happened now. */
    Event happened(String what) {
        if (events.isEmpty()) {
            begin = nanoTime.getAsLong();
        }
        Event event = new Event(what, Duration.ofNanos(nanoTime.getAsLong() - begin));
        events.add(event);
        console.say(String.format(Locale.ROOT, "  %6.1f s  %s", event.at().toMillis() / 1000.0, what));
        return event;
    }

    /**
     * Looks again and again until something is to be seen, and notes it.
     *
     * @param what is expected, for the message if it does not happen
     * @param within how long after now it has to happen
     * @param look what was seen, as a sentence for the timeline; empty as long as it is not there
     * @throws KeelException if it is not there in time
     */
    Event await(String what, Duration within, Supplier<Optional<String>> look) {
        long deadline = nanoTime.getAsLong() + within.toNanos();
        while (true) {
            Optional<String> seen = look.get();
            if (seen.isPresent()) {
                return happened(seen.get());
            }
            if (nanoTime.getAsLong() - deadline > 0) {
                throw new KeelException("It did not happen within " + within.toSeconds() + " s: " + what + ".");
            }
            pause();
        }
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /** The time from one event to another, as a line of a summary. */
    static String between(String what, Event from, Event to) {
        return "  %-28s %s".formatted(what, Console.seconds(to.at().minus(from.at())));
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelException("Interrupted while watching", e);
        }
    }
}
