package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void theSameMomentIsNightForOnePersonAndWorkForAnother() {
        Instant moment = Instant.parse("2026-03-03T23:30:00Z");

        assertThat(Hours.USUAL.partAt(moment, BERLIN)).isEqualTo(Hours.Part.NIGHT);
        assertThat(Hours.USUAL.partAt(moment, ZoneId.of("Pacific/Auckland"))).isEqualTo(Hours.Part.WORKING);
    }

    @Test
    void weekendsAndEveningsAreFreeTime() {
        assertThat(Hours.USUAL.partAt(Instant.parse("2026-03-07T11:00:00Z"), BERLIN))
                .isEqualTo(Hours.Part.FREE);
        assertThat(Hours.USUAL.partAt(Instant.parse("2026-03-03T19:00:00Z"), BERLIN))
                .isEqualTo(Hours.Part.FREE);
    }

    @Test
    void aNightIsCalledByTheDateOnWhichItBegins() {
        LocalDate evening = LocalDate.parse("2026-03-03");

        assertThat(Hours.USUAL.nightAt(Instant.parse("2026-03-03T21:00:00Z"), BERLIN))
                .contains(evening);
        assertThat(Hours.USUAL.nightAt(Instant.parse("2026-03-04T05:59:59Z"), BERLIN))
                .contains(evening);
        assertThat(Hours.USUAL.nightAt(Instant.parse("2026-03-04T06:00:00Z"), BERLIN))
                .isEmpty();
    }

    @Test
    void aNightThatBeginsAfterMidnightIsOfItsOwnDate() {
        var hours = new Hours(
                LocalTime.of(1, 0),
                LocalTime.of(6, 0),
                Hours.USUAL.workDays(),
                LocalTime.of(9, 0),
                LocalTime.of(17, 0));

        assertThat(hours.nightAt(Instant.parse("2026-03-04T01:00:00Z"), BERLIN))
                .contains(LocalDate.parse("2026-03-04"));
        assertThat(hours.nightAt(Instant.parse("2026-03-03T22:00:00Z"), BERLIN)).isEmpty();
    }

    /** Every minute from noon to noon is looked at: those of the night are as many as pass from its beginning to its end. */
    @Property(tries = 150)
    void aNightLastsAsLongAsTheClocksOfThePlaceTakeAlsoWhenTheyAreChanged(
            @ForAll("places") ZoneId zone,
            @ForAll("dates") LocalDate date,
            @ForAll @IntRange(min = 18, max = 23) int from,
            @ForAll @IntRange(min = 5, max = 9) int to) {
        var hours = new Hours(
                LocalTime.of(from, 0),
                LocalTime.of(to, 0),
                Hours.USUAL.workDays(),
                LocalTime.of(10, 0),
                LocalTime.of(16, 0));
        Instant noon = ZonedDateTime.of(date, LocalTime.NOON, zone).toInstant();
        Instant nextNoon =
                ZonedDateTime.of(date.plusDays(1), LocalTime.NOON, zone).toInstant();

        long minutes = 0;
        for (Instant at = noon; at.isBefore(nextNoon); at = at.plusSeconds(60)) {
            Optional<LocalDate> night = hours.nightAt(at, zone);
            assertThat(night.isPresent()).isEqualTo(hours.partAt(at, zone) == Hours.Part.NIGHT);
            if (night.isPresent()) {
                assertThat(night).contains(date);
                minutes++;
            }
        }

        Duration length = Duration.between(
                ZonedDateTime.of(date, LocalTime.of(from, 0), zone),
                ZonedDateTime.of(date.plusDays(1), LocalTime.of(to, 0), zone));
        assertThat(minutes).isEqualTo(length.toMinutes());
    }

    @Provide
    Arbitrary<ZoneId> places() {
        return Arbitraries.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "Pacific/Auckland",
                        "Asia/Kolkata",
                        "UTC")
                .map(ZoneId::of);
    }

    /** Half of them the days around which clocks are changed. */
    @Provide
    Arbitrary<LocalDate> dates() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 1460).map(LocalDate.parse("2024-01-01")::plusDays),
                Arbitraries.of(
                                "2026-03-28",
                                "2026-03-07",
                                "2026-04-04",
                                "2026-10-24",
                                "2026-10-31",
                                "2026-10-03",
                                "2026-09-26")
                        .map(LocalDate::parse));
    }
}
