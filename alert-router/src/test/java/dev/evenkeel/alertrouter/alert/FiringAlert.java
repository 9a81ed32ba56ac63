package dev.evenkeel.alertrouter.alert;

import java.time.Instant;
import java.util.Map;

import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.testing.TestClock;

/** Alerts that began ten seconds ago, by the clock of the test, and fire for the next five minutes unless reported again. */
public final class FiringAlert {

    private FiringAlert() {}

    public static Alert of(String... namesAndValues) {
        return since(TestClock.now().minusSeconds(10), namesAndValues);
    }

    /** One that began at another time. */
    public static Alert since(Instant startsAt, String... namesAndValues) {
        Instant now = TestClock.now();
        return Alert.of(Labels.of(namesAndValues), Map.of(), startsAt, now.plusSeconds(300), "", now, true);
    }
}
