package dev.evenkeel.alertrouter.analytics;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlotsTest {

    private static final TimeRange FROM_THURSDAY_TO_TUESDAY =
            new TimeRange(Instant.parse("2026-03-05T10:00:00Z"), Instant.parse("2026-03-10T10:00:00Z"));

    @Test
    void everyDayThatTheTimeTouchesIsThereAlsoWithoutIncidents() {
        List<IncidentFigures> filled =
                Slots.filled(FROM_THURSDAY_TO_TUESDAY, Grouping.byDay(), List.of(IncidentFigures.none("2026-03-08")));

        assertThat(filled)
                .extracting(IncidentFigures::group)
                .containsExactly("2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08", "2026-03-09", "2026-03-10");
    }

    @Test
    void weeksAreNamedByTheirMondays() {
        List<IncidentFigures> filled = Slots.filled(FROM_THURSDAY_TO_TUESDAY, Grouping.byWeek(), List.of());

        assertThat(filled).extracting(IncidentFigures::group).containsExactly("2026-03-02", "2026-03-09");
    }

    @Test
    void aTimeThatEndsAtMidnightHasNothingOfTheDayThatBegins() {
        var twoDays = new TimeRange(Instant.parse("2026-03-05T00:00:00Z"), Instant.parse("2026-03-07T00:00:00Z"));

        assertThat(Slots.filled(twoDays, Grouping.byDay(), List.of()))
                .extracting(IncidentFigures::group)
                .containsExactly("2026-03-05", "2026-03-06");
    }
}
