package dev.evenkeel.alertrouter.config;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.template.ExampleData;

import static org.assertj.core.api.Assertions.assertThat;

class RouterConfigProducerTest {

    @TempDir
    Path folder;

    @Test
    void templatesShowTheTimeOfThePlaceWhereTheServiceRuns() {
        RouterConfig config = new RouterConfigProducer()
                .configuration(folder, List.of(), MatcherSyntax.FALLBACK, Clock.systemUTC(), ZoneId.of("Asia/Kolkata"))
                .current();

        assertThat(config.templates()
                        .renderText(
                                "{{ range .Alerts }}{{ .StartsAt.Local.Format \"15:04\" }} {{ end }}{{ now.Location }}",
                                ExampleData.data()))
                .isEqualTo("06:00 02:30 Asia/Kolkata");
    }
}
