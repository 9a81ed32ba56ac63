package dev.evenkeel.backup.repository;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.crypto.AEADBadTagException;

/**
 * Reads one stream of a backup from its beginning. No byte is given out that has not been authenticated in its place; the
 * end is reached only if the stream's last chunk was, and every file was as long as, and hashed to, what the manifest
 * says.
 */
final class StreamReader extends InputStream {

    private final Path folder;
    private final StreamRecord record;
    private final DataKey dataKey;
    private final Layout layout;
    private final Inflater inflater = new Inflater(true);

    private MessageDigest digest = Cryptography.sha256();
    private DataInputStream file;
    private byte[] segmentKey = new byte[0];
    private int segment;
    private int chunks;
    private byte[] content = new byte[0];
    private int position;
    private long delivered;
    private boolean ended;

    StreamReader(Path folder, StreamRecord record, DataKey dataKey, Layout layout) throws IOException {
        this.folder = folder;
        this.record = record;
        this.dataKey = dataKey;
        this.layout = layout;
        openSegment();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == content.length) {
            if (ended) {
                return -1;
            }
            readChunk();
        }
        int count = Math.min(length, content.length - position);
        System.arraycopy(content, position, target, offset, count);
        position += count;
        delivered += count;
        return count;
    }

    private void readChunk() throws IOException {
        byte[] head = exactly(Frame.BYTES);
        Frame frame = Frame.decode(head, layout).orElseThrow(() -> damaged("has an impossible chunk"));
        byte[] sealed = exactly(frame.sealedLength());
        content = inflated(opened(frame, head, sealed), frame);
        position = 0;
        chunks++;
        switch (frame.end()) {
            case NONE -> full(frame);
            case SEGMENT -> {
                full(frame);
                closeSegment();
                segment++;
                openSegment();
            }
            case STREAM -> end();
        }
    }

    private byte[] opened(Frame frame, byte[] head, byte[] sealed) throws IOException {
        try {
            return Cryptography.open(segmentKey, Frame.nonce(chunks, frame.end()), head, sealed);
        } catch (AEADBadTagException forged) {
            throw new RepositoryException.Corrupted(where() + " fails authentication", forged);
        }
    }

    private byte[] inflated(byte[] packed, Frame frame) throws IOException {
        if (frame.codec() == Frame.Codec.STORED) {
            return packed;
        }
        byte[] plain = new byte[frame.plainLength()];
        try {
            inflater.reset();
            inflater.setInput(packed);
            int length = inflater.inflate(plain);
            if (length != plain.length || !inflater.finished()) {
                throw damaged("does not unpack to its length");
            }
            return plain;
        } catch (DataFormatException broken) {
            throw new RepositoryException.Corrupted(where() + " does not unpack", broken);
        }
    }

    private void full(Frame frame) throws IOException {
        if (frame.plainLength() != layout.chunkBytes()) {
            throw damaged("is not as long as its place asks for");
        }
    }

    private void end() throws IOException {
        closeSegment();
        ended = true;
        if (segment + 1 != record.segments().size() || delivered + content.length != record.bytes()) {
            throw damaged("ends the stream, and the manifest says otherwise");
        }
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = new byte[count];
        try {
            file.readFully(bytes);
        } catch (EOFException cut) {
            throw new RepositoryException.Corrupted(where() + " is cut short", cut);
        }
        digest.update(bytes);
        return bytes;
    }

    private void openSegment() throws IOException {
        if (segment >= record.segments().size()) {
            throw new RepositoryException.Corrupted("the stream " + record.name() + " lacks its last segments");
        }
        StreamRecord.Segment expected = record.segments().get(segment);
        Path path = folder.resolve(expected.file());
        try {
            if (Files.size(path) != expected.bytes()) {
                throw new RepositoryException.Corrupted(
                        expected.file() + " has " + Files.size(path) + " bytes instead of " + expected.bytes());
            }
            file = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
        } catch (NoSuchFileException gone) {
            throw new RepositoryException.Corrupted(expected.file() + " is missing", gone);
        }
        segmentKey = dataKey.forSegment(record.name(), segment + 1);
        digest = Cryptography.sha256();
        chunks = 0;
    }

    private void closeSegment() throws IOException {
        if (file.read() >= 0) {
            throw damaged("is followed by bytes that do not belong there");
        }
        file.close();
        StreamRecord.Segment expected = record.segments().get(segment);
        if (!HexFormat.of().formatHex(digest.digest()).equals(expected.sha256())) {
            throw new RepositoryException.Corrupted(expected.file() + " does not have the checksum in the manifest");
        }
    }

    private RepositoryException.Corrupted damaged(String how) {
        return new RepositoryException.Corrupted(where() + " " + how);
    }

    private String where() {
        return "chunk " + chunks + " of " + record.segments().get(segment).file();
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        file.close();
    }
}
