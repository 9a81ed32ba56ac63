package dev.evenkeel.backup.repository;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;

/**
 * Writes one stream of a backup into segment files, and makes each durable before it begins the next. Holds one chunk in
 * memory. Without {@link #finish} the stream has no end and will not be accepted by any reader.
 */
final class StreamWriter implements Closeable {

    private final Path folder;
    private final String name;
    private final DataKey dataKey;
    private final Layout layout;
    private final Deflater deflater;
    private final ByteBuffer chunk;
    private final byte[] compressed;
    private final List<StreamRecord.Segment> segments = new ArrayList<>();

    private FileChannel file;
    private byte[] segmentKey;
    private MessageDigest digest;
    private int chunks;
    private long written;

    StreamWriter(Path folder, String name, DataKey dataKey, Layout layout, int compressionLevel) throws IOException {
        this.folder = folder;
        this.name = name;
        this.dataKey = dataKey;
        this.layout = layout;
        this.deflater = new Deflater(compressionLevel, true);
        this.chunk = ByteBuffer.allocate(layout.chunkBytes());
        this.compressed = new byte[layout.chunkBytes()];
        openSegment();
    }

    /** How many bytes of content have been written so far. */
    long position() {
        return written;
    }

    void write(ByteBuffer content) throws IOException {
        written += content.remaining();
        while (content.hasRemaining()) {
            if (!chunk.hasRemaining()) {
                writeFullChunk();
            }
            int length = Math.min(chunk.remaining(), content.remaining());
            chunk.put(content.slice(content.position(), length));
            content.position(content.position() + length);
        }
    }

    /** Called only when more content waits, so this chunk is never the stream's last. */
    private void writeFullChunk() throws IOException {
        boolean segmentFull = chunks + 1 == layout.chunksPerSegment();
        writeChunk(segmentFull ? Frame.End.SEGMENT : Frame.End.NONE);
        if (segmentFull) {
            closeSegment();
            openSegment();
        }
    }

    StreamRecord finish() throws IOException {
        writeChunk(Frame.End.STREAM);
        closeSegment();
        return new StreamRecord(name, written, segments);
    }

    private void writeChunk(Frame.End end) throws IOException {
        int plainLength = chunk.position();
        int deflated = deflate(plainLength);
        boolean smaller = deflated < plainLength;
        Frame frame = new Frame(
                end,
                smaller ? Frame.Codec.DEFLATE : Frame.Codec.STORED,
                plainLength,
                (smaller ? deflated : plainLength) + Cryptography.TAG_BYTES);
        byte[] head = frame.encoded();
        byte[] sealed = Cryptography.seal(
                segmentKey,
                Frame.nonce(chunks, end),
                head,
                smaller ? compressed : chunk.array(),
                smaller ? deflated : plainLength);
        append(head);
        append(sealed);
        chunk.clear();
        chunks++;
    }

    /** How many bytes the chunk takes when compressed; as many as it has if it does not shrink. */
    private int deflate(int plainLength) {
        deflater.reset();
        deflater.setInput(chunk.array(), 0, plainLength);
        deflater.finish();
        int length = deflater.deflate(compressed, 0, plainLength);
        return deflater.finished() ? length : plainLength;
    }

    private void append(byte[] bytes) throws IOException {
        digest.update(bytes);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }

    private void openSegment() throws IOException {
        int number = segments.size() + 1;
        segmentKey = dataKey.forSegment(name, number);
        digest = Cryptography.sha256();
        chunks = 0;
        file = FileChannel.open(
                folder.resolve(StreamRecord.fileName(name, number)),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private void closeSegment() throws IOException {
        file.force(true);
        file.close();
        Path path = folder.resolve(StreamRecord.fileName(name, segments.size() + 1));
        segments.add(new StreamRecord.Segment(
                path.getFileName().toString(), Files.size(path), HexFormat.of().formatHex(digest.digest())));
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        file.close();
    }
}
