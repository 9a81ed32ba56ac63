package dev.evenkeel.backup.verification;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.evenkeel.backup.archive.TarEntry;
import dev.evenkeel.backup.replication.Lsn;
import dev.evenkeel.backup.repository.BackupFacts;
import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.backup.repository.BackupSetReader;
import dev.evenkeel.backup.repository.Entry;
import dev.evenkeel.backup.repository.FolderRepository;
import dev.evenkeel.backup.repository.Manifest;
import dev.evenkeel.backup.repository.RepositoryException;
import dev.evenkeel.backup.rowcount.RowCountsJson;

/**
 * Reads a backup from end to end and checks it twice: every chunk, file and list against what was written (that is the
 * repository's own doing), and every file, the cluster's identity and the write-ahead log against what the server said
 * when it sent them. A passed verification means: a restore will find every byte that the server sent, and all of the log
 * that makes them consistent. It does not mean that PostgreSQL will start on them; that is what a drill is for.
 */
public final class BackupVerifier {

    private static final int MOST_FINDINGS = 100;
    private static final int LARGEST_SERVER_MANIFEST = 1 << 29;
    private static final String WAL_FOLDER = "pg_wal/";

    /** Written while the backup is taken, so not in the server's manifest; it is checked by what it must hold. */
    private static final Pattern WAL_FILE = Pattern.compile(WAL_FOLDER + "[0-9A-F]{24}");

    private static final String CONTROL_FILE = "global/pg_control";

    private final BackupSetReader reader;
    private final BackupFacts facts;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Entry> walFiles = new HashMap<>();
    private final Set<String> listed = new HashSet<>();
    private long files;
    private long bytes;

    private BackupVerifier(BackupSetReader reader) {
        this.reader = reader;
        this.facts = reader.manifest().facts();
    }

    /**
     * Damage of every kind is a finding, not an exception.
     *
     * @throws RepositoryException.NotFound if there is no such backup
     * @throws RepositoryException.KeyMissing if there is no key to open it with
     * @throws IOException if the repository cannot be read at all
     */
    public static Verification verify(FolderRepository repository, BackupId id) throws IOException {
        BackupSetReader reader;
        try {
            reader = repository.open(id);
        } catch (RepositoryException.Corrupted damaged) {
            return new Verification(0, 0, List.of(damaged.getMessage()));
        }
        return new BackupVerifier(reader).verify();
    }

    private Verification verify() throws IOException {
        try {
            ServerManifest server = serverManifest();
            reader.visit((entry, content) -> visit(entry, content, server));
            everyListedFileIsThere(server);
            theLogIsComplete(server);
            theRowCountsCanBeRead();
        } catch (RepositoryException.Corrupted | ServerManifestException damaged) {
            finding(damaged.getMessage());
        }
        return new Verification(files, bytes, findings);
    }

    private ServerManifest serverManifest() throws IOException {
        try (InputStream stream = reader.open(Manifest.SERVER_MANIFEST)) {
            byte[] text = stream.readNBytes(LARGEST_SERVER_MANIFEST);
            if (stream.read() >= 0) {
                throw new ServerManifestException("the server's manifest is larger than can be");
            }
            ServerManifest manifest = ServerManifestJson.parse(text);
            manifest.systemIdentifier()
                    .filter(identifier -> !identifier.equals(facts.server().systemIdentifier()))
                    .ifPresent(identifier -> finding("the server's manifest is of the cluster " + identifier
                            + ", the backup of " + facts.server().systemIdentifier()));
            return manifest;
        }
    }

    private void visit(Entry entry, InputStream content, ServerManifest server) throws IOException {
        if (entry.kind() != TarEntry.Kind.FILE) {
            return;
        }
        String path = pathInDataFolder(entry);
        files++;
        bytes += entry.size();
        if (WAL_FILE.matcher(path).matches()) {
            logFile(entry, content);
        } else if (!path.startsWith(WAL_FOLDER) || server.files().containsKey(path)) {
            compare(path, entry, server);
        }
        if (path.equals(CONTROL_FILE)) {
            controlFile(content);
        }
    }

    private static String pathInDataFolder(Entry entry) {
        return entry.archive().equals("base")
                ? entry.path().text()
                : "pg_tblspc/" + entry.archive() + "/" + entry.path().text();
    }

    /** That the content has the checksum we noted is checked by the reader; here ours is compared with the server's. */
    private void compare(String path, Entry entry, ServerManifest server) {
        listed.add(path);
        ServerManifest.FileRecord expected = server.files().get(path);
        if (expected == null) {
            finding(path + " is not in the server's manifest");
        } else if (expected.size() != entry.size()) {
            finding(path + " has " + entry.size() + " bytes, the server sent " + expected.size());
        } else if (!expected.sha256().isEmpty() && !expected.sha256().equals(entry.sha256())) {
            finding(path + " does not have the checksum that the server made");
        }
    }

    private void everyListedFileIsThere(ServerManifest server) {
        server.files().keySet().stream()
                .filter(path -> !listed.contains(path))
                .sorted()
                .forEach(path -> finding(path + " is in the server's manifest and not in the backup"));
    }

    private void logFile(Entry entry, InputStream content) throws IOException {
        String name = entry.path().text().substring(WAL_FOLDER.length());
        walFiles.put(name, entry);
        WalFileHeader.parse(content.readNBytes(WalFileHeader.BYTES))
                .ifPresentOrElse(
                        header -> logHeader(name, header), () -> finding(name + " is not a write-ahead log file"));
    }

    private void logHeader(String name, WalFileHeader header) {
        if (!header.systemIdentifier().equals(facts.server().systemIdentifier())) {
            finding(name + " is of the cluster " + header.systemIdentifier());
        }
        String expected = new Lsn(header.address())
                .segmentFileName(
                        Long.parseLong(name.substring(0, 8), 16), facts.server().walSegmentBytes());
        if (!expected.equals(name)) {
            finding(name + " holds the log of " + expected);
        }
    }

    private void controlFile(InputStream content) throws IOException {
        byte[] start = content.readNBytes(Long.BYTES);
        String little = Long.toUnsignedString(
                ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong());
        String big = Long.toUnsignedString(
                ByteBuffer.wrap(start).order(ByteOrder.BIG_ENDIAN).getLong());
        String wanted = facts.server().systemIdentifier();
        if (!wanted.equals(little) && !wanted.equals(big)) {
            finding(CONTROL_FILE + " is of another cluster than the backup");
        }
    }

    private void theLogIsComplete(ServerManifest server) {
        if (server.walRanges().isEmpty()) {
            finding("the server's manifest names no write-ahead log");
        }
        server.walRanges().forEach(this::theRangeIsComplete);
        boolean reachesTheEnd = server.walRanges().stream()
                .anyMatch(range -> range.timeline() == facts.stop().timeline()
                        && range.end().equals(facts.stop().lsn()));
        if (!reachesTheEnd) {
            finding("the write-ahead log in the server's manifest does not end where the backup does");
        }
    }

    private void theRangeIsComplete(ServerManifest.WalRange range) {
        long size = facts.server().walSegmentBytes();
        long last = Long.divideUnsigned(range.end().value() - 1, size);
        for (long segment = Long.divideUnsigned(range.start().value(), size);
                Long.compareUnsigned(segment, last) <= 0 && findings.size() < MOST_FINDINGS;
                segment++) {
            String name = Lsn.segmentFileName(range.timeline(), segment, size);
            Entry file = walFiles.get(name);
            if (file == null) {
                finding("the write-ahead log file " + name + " is missing");
            } else if (file.size() != size) {
                finding("the write-ahead log file " + name + " has " + file.size() + " bytes instead of " + size);
            }
        }
    }

    private void theRowCountsCanBeRead() throws IOException {
        if (reader.has(Manifest.ROW_COUNTS)) {
            try (InputStream lines = reader.open(Manifest.ROW_COUNTS)) {
                RowCountsJson.decode(lines);
            }
        }
    }

    private void finding(String what) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(what);
        }
    }
}
