package dev.evenkeel.platform.tasks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailureStreakTest {

    private final FailureStreak streak = new FailureStreak();

    @Test
    void onlyTheFirstOfEqualFailuresIsNews() {
        assertThat(streak.isNews(new IllegalStateException("away"))).isTrue();
        assertThat(streak.isNews(new IllegalStateException("away"))).isFalse();
    }

    @Test
    void anotherFailureIsNews() {
        streak.isNews(new IllegalStateException("away"));

        assertThat(streak.isNews(new IllegalStateException("full"))).isTrue();
    }

    @Test
    void afterASuccessTheSameFailureIsNewsAgain() {
        streak.isNews(new IllegalStateException("away"));
        streak.isNews(new IllegalStateException("away"));

        assertThat(streak.end()).isEqualTo(2);
        assertThat(streak.end()).isZero();
        assertThat(streak.isNews(new IllegalStateException("away"))).isTrue();
    }
}
