package dev.evenkeel.backup.repository;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.backup.archive.ArchivePath;
import dev.evenkeel.backup.archive.TarEntry;
import dev.evenkeel.backup.archive.TarListener;
import dev.evenkeel.backup.replication.Lsn;
import dev.evenkeel.backup.replication.Tablespace;
import dev.evenkeel.backup.replication.WalPosition;

/** Small backups for tests, made of what a test thinks up. */
final class Sample {

    static final Instant BEGUN = Instant.parse("2026-11-21T02:30:00Z");
    static final RepositoryKey KEY =
            RepositoryKey.parse("00112233445566778899aabbccddeeff".repeat(2)).orElseThrow();
    static final RepositoryKey OTHER_KEY = RepositoryKey.parse("ff".repeat(32)).orElseThrow();
    static final Layout SMALL = new Layout(64, 3);

    private Sample() {}

    static BackupFacts facts() {
        return new BackupFacts(
                "shop",
                "evenkeel",
                "backup",
                new BackupFacts.Server("18.1", 180_001, "7571234567890123456", 16 << 20),
                BEGUN,
                BEGUN.plusSeconds(12),
                new WalPosition(new Lsn(0x2000028), 1),
                new WalPosition(new Lsn(0x2000158), 1),
                List.of(new Tablespace(16_384, "/mnt/fast")),
                "evenkeel 0.1");
    }

    static BackupId id(int number) {
        return new BackupId(String.format("20261121T023000Z-%08x", number));
    }

    static Manifest write(FolderRepository repository, BackupId id, Map<String, byte[]> files) throws IOException {
        try (BackupSetWriter writer = repository.begin(id)) {
            files(writer, files);
            BackupSetWriter.ExtraStream extra = writer.extra(Manifest.SERVER_MANIFEST);
            extra.write(ByteBuffer.wrap(new byte[] {'{', '}'}));
            extra.finish();
            return writer.commit(facts());
        }
    }

    static void files(BackupSetWriter writer, Map<String, byte[]> files) throws IOException {
        TarListener archive = writer.archive("base");
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            archive.begun(new TarEntry(
                    new ArchivePath(file.getKey()), TarEntry.Kind.FILE, file.getValue().length, BEGUN, ""));
            archive.content(ByteBuffer.wrap(file.getValue()));
            archive.ended();
        }
    }

    static Map<String, byte[]> read(FolderRepository repository, BackupId id) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        BackupSetReader reader = repository.open(id);
        reader.visit((entry, content) -> files.put(entry.path().text(), content.readAllBytes()));
        reader.open(Manifest.SERVER_MANIFEST).readAllBytes();
        return files;
    }
}
