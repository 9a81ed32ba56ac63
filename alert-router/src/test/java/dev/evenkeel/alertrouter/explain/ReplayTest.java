package dev.evenkeel.alertrouter.explain;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.config.RouterConfigReader;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PLAIN = """
            route: {receiver: team, group_by: [alertname]}
            receivers: [{name: team}]
            """;
    private static final String INHIBITING = PLAIN + """
            inhibit_rules:
            - source_matchers: [alertname="Down"]
              target_matchers: [alertname="Slow"]
              equal: [host]
            """;

    private final Replay replay = new Replay(config(PLAIN), config(INHIBITING));

    @Test
    void anAlertIsInhibitedOnlyWhileItsSourceFires() {
        replay.play(episode(0, 60, "alertname", "Down", "host", "a"));
        replay.play(episode(30, 90, "alertname", "Slow", "host", "a"));
        replay.play(episode(31, 90, "alertname", "Slow", "host", "b"));
        replay.play(episode(61, 90, "alertname", "Slow", "host", "a", "disk", "1"));

        ReplayReport report = replay.report();

        assertThat(report.episodes()).isEqualTo(4);
        assertThat(report.changed()).isEqualTo(1);
        assertThat(report.changes())
                .extracting(ReplayReport.Change::after)
                .containsExactly(List.of("team is not told: inhibited"));
        assertThat(report.before()).containsEntry("team", new ReplayReport.Load(4, 2, 0));
        assertThat(report.after()).containsEntry("team", new ReplayReport.Load(3, 2, 1));
    }

    @Test
    void theSameAlertIsOneChangeHoweverOftenItFired() {
        replay.play(episode(0, 600, "alertname", "Down", "host", "a"));
        replay.play(episode(30, 40, "alertname", "Slow", "host", "a"));
        replay.play(episode(50, 60, "alertname", "Slow", "host", "a"));

        assertThat(replay.report().changes())
                .singleElement()
                .extracting(ReplayReport.Change::times)
                .isEqualTo(2);
    }

    private static Episode episode(int from, int to, String... labels) {
        Labels all = Labels.empty();
        for (int i = 0; i < labels.length; i += 2) {
            all = all.with(labels[i], labels[i + 1]);
        }
        return new Episode(Fingerprint.of(all), all, START.plusSeconds(from), START.plusSeconds(to));
    }

    private static RouterConfig config(String yaml) {
        var reader = new RouterConfigReader(
                Path.of("/etc/evenkeel"), List.of(), TemplateSet.ofDefaults(Clock.systemUTC()), MatcherSyntax.FALLBACK);
        var live = new LiveConfiguration<>(reader, reader.read(List.of()), Clock.systemUTC());
        var files = new TreeMap<String, String>();
        files.put("alertmanager.yml", yaml);
        return live.tryOut(files).value().orElseThrow();
    }
}
