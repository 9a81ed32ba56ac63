package dev.evenkeel.backup.repository;

import java.util.List;
import java.util.Optional;

/**
 * What a repository says of a backup without opening it. That a manifest is there makes the backup exist.
 *
 * @param files how many files the backup holds
 * @param wrappedKey the backup's data key, sealed with the repository key named {@code keyId}; base64
 */
public record Manifest(
        BackupId id,
        BackupFacts facts,
        long files,
        Layout layout,
        List<StreamRecord> streams,
        String keyId,
        String wrappedKey) {

    /** The contents of all files, one after the other. */
    public static final String DATA = "data";

    /** The list of entries, one JSON object a line. */
    public static final String CONTENTS = "contents";

    /** The server's own {@code backup_manifest}, byte for byte. */
    public static final String SERVER_MANIFEST = "server-manifest";

    /** How many rows the tables had before and after, one JSON object a line. */
    public static final String ROW_COUNTS = "row-counts";

    public Manifest {
        streams = List.copyOf(streams);
    }

    public Optional<StreamRecord> stream(String name) {
        return streams.stream().filter(stream -> stream.name().equals(name)).findFirst();
    }

    /** Bytes of all files before compression. */
    public long contentBytes() {
        return stream(DATA).map(StreamRecord::bytes).orElse(0L);
    }

    /** Bytes on disk, the manifest itself aside. */
    public long storedBytes() {
        return streams.stream().mapToLong(StreamRecord::storedBytes).sum();
    }
}
