package dev.evenkeel.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestValuesTest {

    @Test
    void whatIsAbsentOrEmptyIsNone() {
        assertThat(RequestTime.optional("query:from", null)).isEmpty();
        assertThat(RequestTime.optional("query:from", "")).isEmpty();
        assertThat(RequestText.optional("/why", null, 10)).isEmpty();
        assertThat(RequestText.optional("/why", "", 10)).isEmpty();
    }

    @Test
    void timesAreReadWithAnyOffset() {
        assertThat(RequestTime.optional("query:from", "2026-03-01T12:00:00+01:00"))
                .contains(Instant.parse("2026-03-01T11:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "2026-03-01", "+999999999-12-31T23:59:59Z", "1969-12-31T23:59:59Z"})
    void whatIsNoTimeOrFarAwayIsRefused(String text) {
        refused("query:from", () -> RequestTime.optional("query:from", text));
    }

    @Test
    void textsThatCannotBeKeptAreRefused() {
        refused("/why", () -> RequestText.optional("/why", "a\0b", 10));
        refused("/why", () -> RequestText.optional("/why", "12345678901", 10));
        refused("/why", () -> RequestText.required("/why", "  ", 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-1-1-1-1", "0c7ef0d6-1b5c-4b43-9d0a-8e1d2f3a4b5x"})
    void whatIsNoIdIsRefused(String text) {
        refused("path:id", () -> RequestText.id("path:id", text, "the id of a thing"));
    }

    @Test
    void anIdIsReadInItsUsualNotation() {
        UUID id = UUID.randomUUID();

        assertThat(RequestText.id("path:id", id.toString(), "the id of a thing"))
                .isEqualTo(id);
    }

    @Test
    void durationsHaveARange() {
        assertThat(RequestText.duration("/for", " 90m ", Duration.ofMinutes(1), Duration.ofDays(1)))
                .isEqualTo(Duration.ofMinutes(90));
        refused("/for", () -> RequestText.duration("/for", "1s", Duration.ofMinutes(1), Duration.ofDays(1)));
        refused("/for", () -> RequestText.duration("/for", "2d", Duration.ofMinutes(1), Duration.ofDays(1)));
        refused("/for", () -> RequestText.duration("/for", null, Duration.ofMinutes(1), Duration.ofDays(1)));
    }

    private static void refused(String where, ThrowingCallable reading) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(reading).satisfies(refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().errors().getFirst().where()).isEqualTo(where);
        });
    }
}
