package dev.evenkeel.alertrouter.oncall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.EscalationFile;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.alertrouter.oncall.schedule.Shift;
import dev.evenkeel.alertrouter.oncall.schedule.Span;
import dev.evenkeel.platform.configuration.LiveConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the service to what docs/oncall.md shows. */
class OncallGuideTest {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n# (\\S+)\\n(.*?)```", Pattern.DOTALL);

    private static final List<MatchResult> EXAMPLES =
            EXAMPLE.matcher(guide()).results().toList();

    @Test
    void everyExampleIsTakenAsItStands() {
        for (MatchResult example : EXAMPLES) {
            assertThat(load(example).status().problems()).as(example.group()).isEmpty();
        }
        assertThat(EXAMPLES).hasSize(7);
    }

    @Test
    void followingTheSunLeavesAGapInSummerAndNoneInWinter() {
        RouterConfig config = load(EXAMPLES.getLast()).current();
        Schedule sun = config.feature(OncallDirectory.class).schedules().get("sun");

        assertThat(sun.gaps(month("2027-01-04T00:00:00Z"), List.of())).isEmpty();
        assertThat(sun.gaps(month("2026-07-01T00:00:00Z"), List.of()))
                .hasSize(14)
                .allMatch(gap -> gap.length().equals(Duration.ofHours(2)))
                .first()
                .extracting(Span::from)
                .isEqualTo(Instant.parse("2026-07-01T18:00:00Z"));
    }

    @Test
    void aWeekendBelongsToOnePersonAndTheNextToAnother() {
        Schedule primary = load(EXAMPLES.get(1))
                .current()
                .feature(OncallDirectory.class)
                .schedules()
                .get("primary");
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        for (int week = 0; week < 8; week++) {
            Instant from = LocalDate.of(2026, 3, 6)
                    .plusWeeks(week)
                    .atTime(17, 0)
                    .atZone(berlin)
                    .toInstant();
            Instant to = LocalDate.of(2026, 3, 9)
                    .plusWeeks(week)
                    .atTime(9, 0)
                    .atZone(berlin)
                    .toInstant();

            assertThat(primary.timeline(new Span(from, to), List.of()))
                    .extracting(Shift::person)
                    .containsOnly(week % 2 == 0 ? "carl" : "ben");
        }
    }

    private static Span month(String from) {
        return new Span(Instant.parse(from), Instant.parse(from).plus(Duration.ofDays(14)));
    }

    /** The files of the first example, with one of them replaced. */
    private static LiveConfiguration<RouterConfig> load(MatchResult example) {
        var files = new TreeMap<String, String>();
        EXAMPLES.subList(0, 3).forEach(first -> files.put(first.group(1), first.group(2)));
        if (example.group(1).equals("oncall.yaml")) {
            files.remove("escalation.yaml");
        }
        files.put(example.group(1), example.group(2));
        if (example.group(1).equals("alertmanager.yml")) {
            files.keySet().retainAll(List.of("alertmanager.yml"));
        }
        var reader = OncallUnderTest.reader(List.of(OncallUnderTest.file(), EscalationFile.file()));
        var live = new LiveConfiguration<RouterConfig>(reader, reader.read(List.of()), Clock.systemUTC());
        live.load(files);
        return live;
    }

    private static String guide() {
        try {
            return Files.readString(Path.of("../docs/oncall.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
