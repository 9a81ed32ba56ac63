package dev.evenkeel.health.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.evenkeel.health.catalog.Catalog;
import dev.evenkeel.health.catalog.Component;

import static dev.evenkeel.health.Components.component;
import static org.assertj.core.api.Assertions.assertThat;

class CheckTimetableTest {

    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

    private final Catalog catalog =
            new Catalog(List.of(component("web", Duration.ofSeconds(10)), component("api", Duration.ofSeconds(10))));
    private final CheckTimetable timetable = new CheckTimetable(name -> name.equals("web") ? 0.0 : 0.5);

    @Test
    void componentsWithTheSameIntervalAreCheckedAtTheirOwnPhase() {
        assertThat(dueAt(0)).containsExactly("web");
        assertThat(dueAt(5)).containsExactly("api");
        assertThat(dueAt(10)).containsExactly("web");
        assertThat(dueAt(15)).containsExactly("api");
    }

    @Test
    void aLateRoundDoesNotShiftTheRate() {
        dueAt(0);
        dueAt(13);

        assertThat(dueAt(19)).containsExactly("api");
        assertThat(dueAt(20)).containsExactly("web");
    }

    @Test
    void missedTimesAreNotCaughtUp() {
        dueAt(0);

        assertThat(dueAt(3600)).containsExactly("web", "api");
        assertThat(dueAt(3601)).isEmpty();
    }

    @Test
    void aClockThatIsSetBackDoesNotStopTheChecks() {
        dueAt(3600);

        dueAt(0);

        assertThat(dueAt(10)).contains("web");
    }

    @Test
    void aChangedIntervalTakesEffectAtOnce() {
        dueAt(0);
        Catalog faster = new Catalog(List.of(component("web", Duration.ofSeconds(2))));

        assertThat(timetable.takeDue(faster, START.plusSeconds(1))).hasSize(1);
    }

    private List<String> dueAt(int second) {
        return timetable.takeDue(catalog, START.plusSeconds(second)).stream()
                .map(Component::name)
                .toList();
    }
}
