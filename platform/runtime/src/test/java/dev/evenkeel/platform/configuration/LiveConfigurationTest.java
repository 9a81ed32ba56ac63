package dev.evenkeel.platform.configuration;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LiveConfigurationTest {

    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private final LiveConfiguration<List<String>> names =
            new LiveConfiguration<>(LiveConfigurationTest::readNames, List.of(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aGoodFileTakesEffectAndIsToldToListeners() {
        List<List<String>> told = new ArrayList<>();
        names.onChange(told::add);

        ConfigStatus status = names.load(files(Map.of("a.yaml", "name: web")));

        assertThat(status.loadedAt()).isEqualTo(NOW);
        assertThat(names.current()).containsExactly("web");
        assertThat(told).containsExactly(List.of("web"));
    }

    @Test
    void aBadFileLeavesInForceWhatWas() {
        names.load(files(Map.of("a.yaml", "name: web")));

        ConfigStatus status = names.load(files(Map.of("a.yaml", "name: api", "b.yaml", "nam: db")));

        assertThat(status.successful()).isFalse();
        assertThat(status.files()).containsExactly("a.yaml");
        assertThat(status.problems()).extracting(ConfigProblem::file).containsOnly("b.yaml");
        assertThat(names.current()).containsExactly("web");
    }

    @Test
    void aNoticeKeepsNothingFromTakingEffectAndStaysAsLongAsWhatItIsAbout() {
        ConfigStatus status = names.load(files(Map.of("a.yaml", "name: nobody")));
        ConfigStatus refused = names.load(files(Map.of("a.yaml", "nam: nobody")));
        ConfigStatus without = names.load(files(Map.of("a.yaml", "name: web")));

        assertThat(status.successful()).isTrue();
        assertThat(status.notices())
                .containsExactly(new ConfigProblem("a.yaml", 1, 7, "name", "is taken, and means nobody"));
        assertThat(refused.notices()).isEqualTo(status.notices());
        assertThat(without.notices()).isEmpty();
    }

    @Test
    void aReaderThatFailsRefusesTheFilesAndKeepsWhatItQuotesToItself() {
        names.load(files(Map.of("a.yaml", "name: web")));

        ConfigStatus status = names.load(files(Map.of("a.yaml", "name: trouble")));

        assertThat(status.problems())
                .containsExactly(new ConfigProblem(
                        "a.yaml",
                        1,
                        1,
                        "",
                        "cannot be read here, which is a fault of ours: java.lang.IllegalArgumentException"));
        assertThat(names.current()).containsExactly("web");
    }

    @Test
    void aCheckChangesNothing() {
        List<ConfigProblem> problems = names.check(files(Map.of("a.yaml", "name: web")));

        assertThat(problems).isEmpty();
        assertThat(names.current()).isEmpty();
        assertThat(names.status()).isEqualTo(ConfigStatus.NOTHING_YET);
    }

    @Test
    void severalDocumentsOfOneFileAreReadInTheirOrder() {
        names.load(files(Map.of("a.yaml", "name: web\n---\nname: api\n---\n")));

        assertThat(names.current()).containsExactly("web", "api");
    }

    private static List<String> readNames(List<ConfigDocument> documents) {
        return documents.stream()
                .map(document -> {
                    ConfigMapping mapping = document.root().mapping();
                    String name = mapping.required("name").name();
                    mapping.refuseOthers();
                    if ("trouble".equals(name)) {
                        throw new IllegalArgumentException("a secret");
                    }
                    if ("nobody".equals(name)) {
                        mapping.required("name").notice("is taken, and means nobody");
                    }
                    return name;
                })
                .toList();
    }

    private static SortedMap<String, String> files(Map<String, String> files) {
        return new TreeMap<>(files);
    }
}
