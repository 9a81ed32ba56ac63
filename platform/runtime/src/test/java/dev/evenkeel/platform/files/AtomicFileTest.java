package dev.evenkeel.platform.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void aNewFileHasItsWholeContentAndNothingBesideIt() throws IOException {
        AtomicFile.write(folder.resolve("key"), "Zürich\n");

        assertThat(folder.resolve("key")).hasContent("Zürich\n");
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("key"));
    }

    @Test
    void onlyItsOwnerCanReadAFile() throws IOException {
        AtomicFile.write(folder.resolve("key"), "secret");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anOldFileIsReplaced() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "a longer one than the next");

        AtomicFile.write(key, "short");

        assertThat(key).hasContent("short");
    }

    @Test
    void aFileThatCannotBePutInItsPlaceLeavesNothingOver() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("key/occupied"));

        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("key"), "secret"))
                .isInstanceOf(IOException.class);

        assertThat(inTheWay).exists();
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("key"));
    }

    @Test
    void whatOneWriteDoesNotTakeIsWrittenByTheNext() throws IOException {
        byte[] content = "longer than a disk that is nearly full takes at once".getBytes(StandardCharsets.UTF_8);
        var disk = new NearlyFullDisk();

        AtomicFile.writeAll(disk, ByteBuffer.wrap(content));

        assertThat(disk.taken.flip()).isEqualTo(ByteBuffer.wrap(content));
    }

    /** Takes seven bytes at a time. */
    private static final class NearlyFullDisk implements WritableByteChannel {

        private final ByteBuffer taken = ByteBuffer.allocate(100);

        @Override
        public int write(ByteBuffer source) {
            int bytes = Math.min(7, source.remaining());
            taken.put(source.slice(source.position(), bytes));
            source.position(source.position() + bytes);
            return bytes;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
