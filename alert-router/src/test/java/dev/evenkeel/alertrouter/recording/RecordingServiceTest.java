package dev.evenkeel.alertrouter.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.config.RouterConfigReader;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.platform.configuration.LiveConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** The life of the recorder: start, reload and end. */
class RecordingServiceTest {

    private static final TemplateSet TEMPLATES = TemplateSet.ofDefaults(Clock.systemUTC());

    @TempDir
    Path folder;

    private LiveConfiguration<RouterConfig> configuration;

    @BeforeEach
    void nothingIsLoaded() {
        configuration = new LiveConfiguration<>(
                new RouterConfigReader(folder, List.of(), TEMPLATES, MatcherSyntax.FALLBACK),
                RouterConfig.toInbox(TEMPLATES),
                Clock.systemUTC());
    }

    @Test
    void theStartAndTheEndOfTheProcessAreRecorded() throws Exception {
        RecordingService service = started("event_recorder: {file_outputs: [{path: events.jsonl}]}");
        service.stop(new ShutdownEvent());

        assertThat(lines("events.jsonl")).hasSize(2);
        assertThat(lines("events.jsonl").getFirst()).contains("{\"alertmanagerStartupEvent\":{\"version\":\"1.2.3\"");
        assertThat(lines("events.jsonl").getLast()).contains("\"data\":{\"alertmanagerShutdownEvent\":{}}");
        assertThat(service.isOn()).isFalse();
    }

    @Test
    void withoutTheSectionNothingIsRecorded() {
        RecordingService service = started("");
        service.record(new RecordedEvent.Stopped());

        assertThat(service.isOn()).isFalse();
    }

    @Test
    void aStartWithAnOutputThatCannotBeOpenedGoesOnWithTheOthers() throws Exception {
        RecordingService service =
                started("event_recorder: {file_outputs: [{path: missing/a.jsonl}, {path: b.jsonl}]}");
        service.stop(new ShutdownEvent());

        assertThat(lines("b.jsonl")).hasSize(2);
    }

    @Test
    void aReloadWithAnOutputThatCannotBeOpenedKeepsThoseThereAre() throws Exception {
        RecordingService service = started("event_recorder: {file_outputs: [{path: a.jsonl}]}");

        load("event_recorder: {file_outputs: [{path: b.jsonl}, {path: missing/c.jsonl}]}");
        service.record(new RecordedEvent.Started("again", ""));
        service.stop(new ShutdownEvent());

        assertThat(lines("a.jsonl")).hasSize(3);
        assertThat(lines("b.jsonl")).isEmpty();
    }

    @Test
    void afterAReloadEventsGoToTheNewOutputs() throws Exception {
        RecordingService service = started("event_recorder: {file_outputs: [{path: a.jsonl}]}");

        load("event_recorder: {file_outputs: [{path: b.jsonl}]}");
        service.record(new RecordedEvent.Started("again", ""));
        load("");
        service.record(new RecordedEvent.Started("unheard", ""));

        Awaitility.await().until(() -> lines("b.jsonl").size() == 1);
        assertThat(lines("a.jsonl")).hasSize(1);
        assertThat(lines("b.jsonl").getFirst()).contains("again");
    }

    @Test
    void aSectionThatIsTakenAwayAndPutBackGoesOnInItsFile() throws Exception {
        RecordingService service = started("event_recorder: {file_outputs: [{path: a.jsonl}]}");
        load("");

        load("event_recorder: {file_outputs: [{path: a.jsonl}]}");
        service.stop(new ShutdownEvent());

        assertThat(lines("a.jsonl")).hasSize(2);
        assertThat(lines("a.jsonl").getFirst()).contains("alertmanagerStartupEvent");
        assertThat(lines("a.jsonl").getLast()).contains("alertmanagerShutdownEvent");
    }

    private RecordingService started(String section) {
        load(section);
        return new RecordingService(
                configuration, null, null, new RecorderMetrics(new SimpleMeterRegistry()), Clock.systemUTC(), "1.2.3");
    }

    private void load(String section) {
        configuration.load(new TreeMap<>(
                Map.of("alertmanager.yml", "route: {receiver: team}\nreceivers: [{name: team}]\n" + section)));
        assertThat(configuration.status().problems()).isEmpty();
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }
}
