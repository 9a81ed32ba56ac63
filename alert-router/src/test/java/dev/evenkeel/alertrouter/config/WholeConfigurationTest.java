package dev.evenkeel.alertrouter.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.recording.RecorderSettings;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.alertrouter.tracing.TracingSettings;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.configuration.PlainYaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a configuration of Alertmanager 0.34 may contain is understood. */
class WholeConfigurationTest {

    private static final String FOLDER = "/alertmanager-0.34/";
    private static final TemplateSet TEMPLATES = TemplateSet.ofDefaults(Clock.systemUTC());

    private static final List<String> CONFIGURATIONS =
            List.of("everything.yml", "by-file.yml", "by-file-of-slack.yml", "by-token-of-slack.yml");

    private final LiveConfiguration<RouterConfig> live = new LiveConfiguration<>(
            new RouterConfigReader(Path.of("/etc/evenkeel"), List.of(), TEMPLATES, MatcherSyntax.FALLBACK),
            RouterConfig.toInbox(TEMPLATES),
            Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(strings = {"everything.yml", "by-file.yml", "by-file-of-slack.yml", "by-token-of-slack.yml"})
    void everyFieldIsTaken(String file) {
        live.load(new TreeMap<>(Map.of("alertmanager.yml", text(file))));

        assertThat(live.status().problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void theConfigurationsHaveEveryFieldThereIs(String field) {
        List<String> path = Arrays.asList(field.split("\\.", -1));

        assertThat(CONFIGURATIONS)
                .anySatisfy(file -> assertThat(has(PlainYaml.parse(text(file)), path))
                        .as(file)
                        .isTrue());
    }

    @Test
    void sectionsBesideRoutesAndReceiversAreReadInFull() {
        live.load(new TreeMap<>(Map.of("alertmanager.yml", text("everything.yml"))));

        RouterConfig config = live.current();
        assertThat(config.feature(TracingSettings.class).url()).contains("http://collector.example:4318/v1/traces");
        assertThat(config.feature(RecorderSettings.class).files())
                .containsExactly(Path.of("/etc/evenkeel/events.jsonl"));
        assertThat(config.route().labels()).containsOnlyKeys("team", "sentence");
        assertThat(config.receivers().get("inline").labels()).containsEntry("owner", "team-a");
    }

    @Test
    void nothingIsTakenAndNotActedOn() {
        live.load(new TreeMap<>(Map.of("alertmanager.yml", text("everything.yml"))));

        assertThat(live.status().notices()).isEmpty();
    }

    @Test
    void secretsOfAllSectionsAreLeftOutOfWhatIsShown() {
        live.load(new TreeMap<>(Map.of("alertmanager.yml", text("everything.yml"))));

        assertThat(live.current().asWritten())
                .doesNotContain("anna:word")
                .doesNotContain(": word")
                .doesNotContain("Bearer token")
                .doesNotContain("on-call")
                .doesNotContain("events.example");
    }

    static Stream<String> fields() {
        return text("fields.txt").lines().filter(line -> !line.startsWith("#"));
    }

    private static boolean has(Object tree, List<String> path) {
        return switch (tree) {
            case List<?> list -> list.stream().anyMatch(element -> has(element, path));
            case Map<?, ?> map when path.isEmpty() -> true;
            case Map<?, ?> map
            when path.getFirst().equals("**") ->
                has(map, path.subList(1, path.size()))
                        || map.values().stream().anyMatch(value -> value != null && has(value, path));
            case Map<?, ?> map
            when path.getFirst().equals("*") ->
                map.values().stream().anyMatch(value -> has(value, path.subList(1, path.size())));
            case Map<?, ?> map ->
                map.containsKey(path.getFirst())
                        && (path.size() == 1 || has(map.get(path.getFirst()), path.subList(1, path.size())));
            case null -> path.isEmpty();
            default -> path.isEmpty();
        };
    }

    private static String text(String file) {
        try (InputStream stream = WholeConfigurationTest.class.getResourceAsStream(FOLDER + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
