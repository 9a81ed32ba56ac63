package dev.evenkeel.alertrouter.ingest;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NewAlertStreakTest {

    private final NewAlertStreak streak = new NewAlertStreak();

    @Test
    void itIsLongAfterManyNewAlertsInARow() {
        streak.stored(NewAlertStreak.LONG - 1, 0);
        assertThat(streak.isLong()).isFalse();

        streak.stored(1, 0);

        assertThat(streak.isLong()).isTrue();
    }

    @Test
    void anAlertThatWasThereEndsIt() {
        streak.stored(10 * NewAlertStreak.LONG, 0);

        streak.stored(100, 1);

        assertThat(streak.isLong()).isFalse();
        streak.stored(NewAlertStreak.LONG - 1, 0);
        assertThat(streak.isLong()).isFalse();
    }
}
