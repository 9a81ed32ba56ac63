package dev.evenkeel.alertrouter.analytics;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.config.RouterConfigReader;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.LiveConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class AnalyticsReaderTest {

    private record Read(AnalyticsConfig config, List<String> problems) {}

    @Test
    void aDocumentIsReadAsItIsWritten() {
        Read read = read("""
                night: {from: "23:00", to: "06:30"}
                working_hours: {days: ['monday:thursday', sunday], from: "08:00", to: "16:00"}
                labels: [team, cluster]
                brief: 10m
                """);

        assertThat(read.problems()).isEmpty();
        assertThat(read.config().labels()).containsExactly("team", "cluster");
        assertThat(read.config().brief()).isEqualTo(Duration.ofMinutes(10));
        assertThat(read.config().hours().nightTo()).isEqualTo(LocalTime.of(6, 30));
        assertThat(read.config().hours().workDays())
                .containsExactlyInAnyOrder(
                        DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.SUNDAY);
    }

    @Test
    void whatIsLeftOutIsAsUsual() {
        Read read = read("night: {to: \"06:00\"}\n");

        assertThat(read.problems()).isEmpty();
        assertThat(read.config().hours().nightFrom()).isEqualTo(Hours.USUAL.nightFrom());
        assertThat(read.config().labels()).isEqualTo(AnalyticsConfig.DEFAULT.labels());
    }

    @Test
    void mistakesAreNamedWithTheirPlace() {
        assertThat(read("night: {from: \"22:00\", to: \"22:00\"}\n").problems())
                .singleElement()
                .asString()
                .contains("analytics.yaml:1", "a night ends at another time than it begins");
        assertThat(read("brief: 7m\n").problems()).singleElement().asString().contains("must be one of 1m, 2m, 5m");
        assertThat(read("labels: [severity]\n").problems())
                .singleElement()
                .asString()
                .contains("counted by in any case");
        assertThat(read("working_hours: {from: 17:00}\n").problems()).isNotEmpty();
        assertThat(read("hours: 1\n").problems()).isNotEmpty();
    }

    private static Read read(String yaml) {
        RouterConfigReader reader = OncallUnderTest.reader(List.of(new AnalyticsProducer().file()));
        var live = new LiveConfiguration<RouterConfig>(reader, reader.read(List.of()), Clock.systemUTC());
        var files = new TreeMap<String, String>();
        files.put("analytics.yaml", yaml);
        List<String> problems = live.load(files).problems().stream()
                .map(ConfigProblem::toString)
                .toList();
        return new Read(live.current().feature(AnalyticsConfig.class), problems);
    }
}
