package dev.evenkeel.backup.repository;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads one backup. Whatever is handed out has been authenticated; that a file is complete and has its checksum is known
 * only when the visit of it has returned, so a visitor acts on nothing before the whole reading has ended well.
 */
public final class BackupSetReader {

    /** Longer than any line that {@link EntryJson} writes: a path of 4096 characters, escaped at worst. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final Path folder;
    private final Manifest manifest;
    private final DataKey dataKey;

    BackupSetReader(Path folder, Manifest manifest, DataKey dataKey) {
        this.folder = folder;
        this.manifest = manifest;
        this.dataKey = dataKey;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Sees every member of a backup in the order in which they were taken. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * @param content of a file, empty for anything else; what is left unread is read and checked all the same
         */
        void visit(Entry entry, InputStream content) throws IOException;
    }

    /**
     * Reads all of the backup's files.
     *
     * @throws RepositoryException.Corrupted if anything is not as it was written
     */
    public void visit(Visitor visitor) throws IOException {
        try (InputStream contents = open(Manifest.CONTENTS);
                InputStream data = open(Manifest.DATA)) {
            long position = 0;
            long files = 0;
            for (Optional<byte[]> line = line(contents); line.isPresent(); line = line(contents)) {
                Entry entry = EntryJson.decode(line.get());
                switch (entry.kind()) {
                    case FILE -> {
                        visitFile(entry, data, position, visitor);
                        position += entry.size();
                        files++;
                    }
                    case FOLDER, LINK -> visitor.visit(entry, InputStream.nullInputStream());
                }
            }
            if (data.read() >= 0 || files != manifest.files()) {
                throw new RepositoryException.Corrupted("the list of contents does not match the contents");
            }
        }
    }

    private void visitFile(Entry entry, InputStream data, long position, Visitor visitor) throws IOException {
        if (entry.offset() != position) {
            throw new RepositoryException.Corrupted(entry.path().text() + " is listed out of place");
        }
        MessageDigest digest = Cryptography.sha256();
        BoundedInput bounded = new BoundedInput(data, entry.size());
        DigestInputStream content = new DigestInputStream(bounded, digest);
        visitor.visit(entry, content);
        content.transferTo(OutputStream.nullOutputStream());
        if (bounded.left() > 0) {
            throw new RepositoryException.Corrupted(entry.path().text() + " is cut short");
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(entry.sha256())) {
            throw new RepositoryException.Corrupted(entry.path().text() + " does not have its checksum");
        }
    }

    /** Whether the backup has a stream of this name. */
    public boolean has(String stream) {
        return manifest.stream(stream).isPresent();
    }

    /** One of the backup's streams from its beginning; read to its end to know that it is complete. */
    public InputStream open(String stream) throws IOException {
        StreamRecord record = manifest.stream(stream)
                .orElseThrow(() -> new RepositoryException.Corrupted("the backup has no stream " + stream));
        return new BufferedInputStream(new StreamReader(folder, record, dataKey, manifest.layout()), 1 << 16);
    }

    /**
     * The next line of a stream of lines, or empty at its end.
     *
     * @throws RepositoryException.Corrupted if the stream ends within a line or the line is longer than 64 KiB
     */
    public static Optional<byte[]> line(InputStream lines) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        for (int octet = lines.read(); octet != '\n'; octet = lines.read()) {
            if (octet < 0) {
                if (line.size() == 0) {
                    return Optional.empty();
                }
                throw new RepositoryException.Corrupted("a list ends within a line");
            }
            line.write(octet);
            if (line.size() > LONGEST_LINE) {
                throw new RepositoryException.Corrupted("a list has a line without end");
            }
        }
        return Optional.of(line.toByteArray());
    }

    /** At most so many bytes of another stream, which stays open. */
    private static final class BoundedInput extends InputStream {
        private final InputStream source;
        private long left;

        private BoundedInput(InputStream source, long left) {
            this.source = source;
            this.left = left;
        }

        long left() {
            return left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = source.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }
}
