package dev.evenkeel.backup.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Archives are written by an independent implementation, Commons Compress. */
class TarReaderTest {

    @Property(tries = 200)
    void anArchiveIsUnderstoodWhateverThePiecesItComesIn(
            @ForAll @Size(max = 6) List<byte[]> files, @ForAll @IntRange(min = 1, max = 1500) int pieceLength)
            throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(archive)) {
            for (int i = 0; i < files.size(); i++) {
                add(tar, "base/" + i, files.get(i));
            }
        }
        Collector collector = new Collector();

        push(archive.toByteArray(), pieceLength, collector);

        assertThat(collector.contents).hasSameSizeAs(files);
        for (int i = 0; i < files.size(); i++) {
            assertThat(collector.contents.get("base/" + i)).isEqualTo(files.get(i));
        }
    }

    @Property(tries = 300)
    void rubbishIsRefusedWithATypedError(@ForAll @Size(min = 512, max = 512) byte[] rubbish) {
        Assume.that(!Arrays.equals(rubbish, new byte[512]));

        assertThatThrownBy(() -> push(rubbish, 512, new Collector())).isInstanceOf(TarFormatException.class);
    }

    @Test
    void foldersAndLinksHaveNoContent() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(archive)) {
            tar.putArchiveEntry(new TarArchiveEntry("pg_wal/"));
            tar.closeArchiveEntry();
            TarArchiveEntry link = new TarArchiveEntry("pg_tblspc/16384", TarConstants.LF_SYMLINK);
            link.setLinkName("/mnt/fast");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        Collector collector = new Collector();

        push(archive.toByteArray(), 100, collector);

        assertThat(collector.entries)
                .extractingByKeys("pg_wal", "pg_tblspc/16384")
                .extracting(TarEntry::kind, TarEntry::linkTarget)
                .containsExactly(
                        Assertions.tuple(TarEntry.Kind.FOLDER, ""), Assertions.tuple(TarEntry.Kind.LINK, "/mnt/fast"));
    }

    @Test
    void aMemberThatWouldLeaveTheFolderIsRefused() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(archive)) {
            add(tar, "base/../../etc/cron.d/evil", new byte[] {1});
        }

        assertThatThrownBy(() -> push(archive.toByteArray(), 512, new Collector()))
                .isInstanceOf(TarFormatException.class)
                .hasMessageContaining("leads out");
    }

    @Test
    void aHardLinkIsRefused() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(archive)) {
            TarArchiveEntry link = new TarArchiveEntry("passwd", TarConstants.LF_LINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }

        assertThatThrownBy(() -> push(archive.toByteArray(), 512, new Collector()))
                .isInstanceOf(TarFormatException.class)
                .hasMessageContaining("kind");
    }

    @Test
    void anArchiveThatIsCutShortIsRefused() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(archive)) {
            add(tar, "file", new byte[2000]);
        }
        byte[] cut = Arrays.copyOf(archive.toByteArray(), 1000);

        assertThatThrownBy(() -> push(cut, 512, new Collector())).isInstanceOf(TarFormatException.class);
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void push(byte[] archive, int pieceLength, TarListener listener) throws IOException {
        TarReader reader = new TarReader(listener);
        for (int at = 0; at < archive.length; at += pieceLength) {
            reader.accept(ByteBuffer.wrap(archive, at, Math.min(pieceLength, archive.length - at)));
        }
        reader.end();
    }

    private static final class Collector implements TarListener {
        private final Map<String, TarEntry> entries = new LinkedHashMap<>();
        private final Map<String, byte[]> contents = new LinkedHashMap<>();
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private String current = "";

        @Override
        public void begun(TarEntry entry) {
            current = entry.path().text();
            entries.put(current, entry);
            content.reset();
        }

        @Override
        public void content(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            content.writeBytes(copy);
        }

        @Override
        public void ended() {
            contents.put(current, content.toByteArray());
        }
    }
}
