package dev.evenkeel.alertrouter.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PageCounterTest {

    private static final UUID INCIDENT = UUID.randomUUID();

    private final PageCounter counter = new PageCounter(Hours.USUAL, ZoneId.of("Europe/Berlin"));

    @Test
    void whoWasNeverToldHasNothingCounted() {
        assertThat(counter.counted()).isEqualTo(new PersonLoad.Pages(0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void pagesAreCountedByThePartOfTheDayAndIncidentsOnce() {
        told("2026-03-03T10:00:00Z");
        told("2026-03-03T10:05:00Z");
        told("2026-03-03T18:00:00Z");
        counter.add(Instant.parse("2026-03-03T22:00:00Z"), UUID.randomUUID());

        PersonLoad.Pages pages = counter.counted();

        assertThat(pages).isEqualTo(new PersonLoad.Pages(4, 2, 2, 1, 1, 1, 1, 1));
    }

    @Test
    void twoPagesInOneNightInterruptOneNightAlsoAcrossMidnight() {
        told("2026-03-03T22:30:00Z");
        told("2026-03-04T02:00:00Z");

        assertThat(counter.counted().interruptedNights()).isEqualTo(1);
        assertThat(counter.counted().mostInANight()).isEqualTo(2);
        assertThat(counter.nights()).containsExactly(Map.entry(LocalDate.parse("2026-03-03"), 2));
    }

    @Test
    void theLongestRunOfNightsGoesOnOverTheChangeOfClocks() {
        told("2026-03-20T02:00:00Z");
        told("2026-03-27T23:00:00Z");
        told("2026-03-28T23:00:00Z");
        told("2026-03-30T00:00:00Z");
        told("2026-04-02T00:00:00Z");

        assertThat(counter.counted().longestRun()).isEqualTo(3);
        assertThat(counter.counted().interruptedNights()).isEqualTo(5);
    }

    private void told(String at) {
        counter.add(Instant.parse(at), INCIDENT);
    }
}
