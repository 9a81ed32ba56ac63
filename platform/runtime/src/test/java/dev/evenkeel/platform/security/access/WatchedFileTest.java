package dev.evenkeel.platform.security.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class WatchedFileTest {

    @TempDir
    Path folder;

    private final List<String> seen = new ArrayList<>();
    private Path path;
    private WatchedFile file;

    @BeforeEach
    void watch() {
        path = folder.resolve("keys.yaml");
        file = new WatchedFile(path, seen::add);
    }

    @Test
    void aContentIsHandedOnOnceAndAgainWhenItChanges() throws IOException {
        Files.writeString(path, "one");
        file.read();
        file.read();

        Files.writeString(path, "two");
        file.read();

        assertThat(seen).containsExactly("one", "two");
    }

    @Test
    void aFileThatIsWrittenLaterCountsFromThenOn() throws IOException {
        file.read();

        Files.writeString(path, "one");
        file.read();

        assertThat(seen).containsExactly("", "one");
    }

    @Test
    void aFileThatIsTakenAwayTakesItsKeysWithIt() throws IOException {
        Files.writeString(path, "one");
        file.read();

        Files.delete(path);
        file.read();

        assertThat(seen).containsExactly("one", "");
    }

    @Test
    void whatWasReadStaysInForceWhileTheFileCannotBeRead() throws IOException {
        Files.writeString(path, "one");
        file.read();

        Files.delete(path);
        Files.createDirectory(path);
        file.read();

        assertThat(seen).containsExactly("one");
    }
}
