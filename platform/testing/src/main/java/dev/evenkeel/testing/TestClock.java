package dev.evenkeel.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The clock of a service under test. It runs with the system's clock until a test takes it in hand: {@link #set} stops
 * it at an instant, {@link #advance} moves it from where it stands. {@link SettledClock} lets it run again before each
 * test.
 *
 * <p>There is one for the whole JVM, to be moved and read from any thread. It counts in microseconds, as PostgreSQL
 * does, so that a time that was stored equals the time that is read back.
 */
public final class TestClock extends Clock {

    // A system property, as tests and the service may live in different class loaders.
    private static final String STOPPED_AT = "evenkeel.testing.clock";

    private final ZoneId zone;

    private TestClock(ZoneId zone) {
        this.zone = zone;
    }

    /** Stops the clock at an instant. */
    public static void set(Instant instant) {
        System.setProperty(STOPPED_AT, instant.toString());
    }

    /** Stops the clock where it stands. */
    public static Instant stop() {
        return advance(Duration.ZERO);
    }

    /** Stops the clock, if it runs, and moves it; back as well as forth. Returns the new time. */
    public static synchronized Instant advance(Duration by) {
        Instant moved = now().plus(by);
        set(moved);
        return moved;
    }

    /** Lets the clock run with the system's. */
    public static void run() {
        System.clearProperty(STOPPED_AT);
    }

    /** The time that the service sees. */
    public static Instant now() {
        String stopped = System.getProperty(STOPPED_AT);
        Instant now = stopped == null ? Clock.systemUTC().instant() : Instant.parse(stopped);
        return now.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new TestClock(other);
    }

    /** Takes the place of the platform's clock in every service under test. */
    @Singleton
    static class Producer {

        @Produces
        @Singleton
        Clock clock() {
            return new TestClock(ZoneOffset.UTC);
        }
    }
}
