package dev.evenkeel.alertrouter.report;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.analytics.AnalyticsFile;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.config.RouterConfigReader;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.LiveConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class ReportReaderTest {

    private static final String ALERTMANAGER = """
            route: {receiver: pager}
            receivers:
            - {name: pager, pushover_configs: [{user_key: u, token: t}]}
            - {name: mail, email_configs: [{to: a@example.org, from: b@example.org, smarthost: 'mail.example.org:25'}]}
            """;

    private record Read(Reports reports, List<String> problems) {}

    @Test
    void aDocumentIsReadAsItIsWritten() {
        Read read = read("""
                reports:
                - {name: weekly, title: Alerts of the week, every: week, day: friday, time: "17:00",
                   time_zone: Europe/Berlin, receivers: [mail]}
                - {name: databases, every: month, day: 3, only: {severities: [critical], labels: {team: db}}}
                """);

        assertThat(read.problems()).isEmpty();
        ReportDefinition weekly = read.reports().byName().get("weekly");
        assertThat(weekly.title()).isEqualTo("Alerts of the week");
        assertThat(weekly.schedule())
                .isEqualTo(
                        new ReportSchedule.Weekly(DayOfWeek.FRIDAY, LocalTime.of(17, 0), ZoneId.of("Europe/Berlin")));
        ReportDefinition databases = read.reports().byName().get("databases");
        assertThat(databases.schedule()).isInstanceOf(ReportSchedule.Monthly.class);
        assertThat(databases.about().labels()).containsEntry("team", "db");
        assertThat(databases.receivers()).isEmpty();
    }

    @Test
    void mistakesAreNamedWithTheirPlace() {
        assertThat(read("reports: [{name: a, every: week, receivers: [nobody]}]\n")
                        .problems())
                .singleElement()
                .asString()
                .contains("reports.yaml:1", "names 'nobody', which is not a receiver of alertmanager.yml");
        assertThat(read("reports: [{name: a, every: week, receivers: [pager]}]\n")
                        .problems())
                .singleElement()
                .asString()
                .contains("has none of email_configs, slack_configs and webhook_configs");
        assertThat(read("reports: [{name: a, every: day}]\n").problems())
                .singleElement()
                .asString()
                .contains("must be week or month");
        assertThat(read("reports: [{name: a, every: month, day: 31}]\n").problems())
                .singleElement()
                .asString()
                .contains("must be a whole number from 1 to 28");
        assertThat(read("reports: [{name: a/b, every: week}]\n").problems()).hasSize(1);
        assertThat(read("reports: [{name: a, every: week}, {name: a, every: month}]\n")
                        .problems())
                .singleElement()
                .asString()
                .contains("names are unique");
        assertThat(read("reports: [{name: a, every: week, only: {labels: {color: red}}}]\n")
                        .problems())
                .singleElement()
                .asString()
                .contains("is of a label that is not counted by");
    }

    private static Read read(String yaml) {
        RouterConfigReader reader = OncallUnderTest.reader(List.of(AnalyticsFile.file(), new ReportProducer().file()));
        var live = new LiveConfiguration<RouterConfig>(reader, reader.read(List.of()), Clock.systemUTC());
        var files = new TreeMap<String, String>();
        files.put("alertmanager.yml", ALERTMANAGER);
        files.put("reports.yaml", yaml);
        List<String> problems = live.load(files).problems().stream()
                .map(ConfigProblem::toString)
                .toList();
        return new Read(live.current().feature(Reports.class), problems);
    }
}
