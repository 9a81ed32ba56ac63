package dev.evenkeel.backup.archive;

import java.nio.file.Path;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ArchivePathTest {

    private static final Path FOLDER = Path.of("/restore/here");

    @Property
    void noPathThatIsAcceptedLeavesItsFolder(@ForAll("nastyPaths") String text) {
        ArchivePath.parse(text)
                .ifPresent(path -> assertThat(path.below(FOLDER).normalize().startsWith(FOLDER))
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/etc/passwd", "a//b", "a/./b", "a\0b", "..", "."})
    void aPathThatCouldLeadElsewhereIsRefused(String text) {
        assertThat(ArchivePath.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base/1/1255", "./base/1", "pg_wal/", "a..b/..c"})
    void ordinaryPathsAreTaken(String text) {
        assertThat(ArchivePath.parse(text)).isPresent();
    }

    @Provide
    Arbitrary<String> nastyPaths() {
        return Arbitraries.of("..", ".", "/", "//", "a", "b c", "\0", "~", "\\", "...", "é")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }
}
