package dev.evenkeel.alertrouter.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventFileStoreTest {

    @TempDir
    Path folder;

    @Test
    void everyEventIsALineAfterWhatIsThere() throws IOException {
        Path file = folder.resolve("events.jsonl");
        Files.writeString(file, "before\n");
        var store = new EventFileStore(file);

        int bytes = store.send(event("one"));
        store.send(event("two"));
        store.close(Duration.ZERO);

        assertThat(Files.readAllLines(file))
                .containsExactly("before", event("one").json(), event("two").json());
        assertThat(bytes).isEqualTo(event("one").json().length() + 1);
    }

    @Test
    void aFileThatWasMovedAwayIsMadeAnew() throws IOException {
        Path file = folder.resolve("events.jsonl");
        var store = new EventFileStore(file);
        store.send(event("one"));
        Files.move(file, folder.resolve("events.jsonl.1"));

        store.send(event("two"));
        store.close(Duration.ZERO);

        assertThat(Files.readAllLines(folder.resolve("events.jsonl.1")))
                .containsExactly(event("one").json());
        assertThat(Files.readAllLines(file)).containsExactly(event("two").json());
    }

    @Test
    void whenItsFolderIsBackItWritesAgain() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path file = inner.resolve("events.jsonl");
        var store = new EventFileStore(file);
        Files.delete(file);
        Files.delete(inner);
        assertThatThrownBy(() -> store.send(event("lost"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.send(event("lost"))).isInstanceOf(IOException.class);

        Files.createDirectory(inner);
        store.send(event("one"));
        store.close(Duration.ZERO);

        assertThat(Files.readAllLines(file)).containsExactly(event("one").json());
    }

    @Test
    void noFolderIsMadeForIt() {
        assertThatThrownBy(() -> new EventFileStore(folder.resolve("missing/events.jsonl")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsAFailureEachTime() throws IOException {
        var full = new EventFileStore(Path.of("/dev/full"));

        assertThatThrownBy(() -> full.send(event("lost"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> full.send(event("lost"))).isInstanceOf(IOException.class);
        full.close(Duration.ZERO);
    }

    private static QueuedEvent event(String version) {
        return new QueuedEvent(Instant.EPOCH, "am", new RecordedEvent.Started(version, ""));
    }
}
