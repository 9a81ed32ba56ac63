package dev.evenkeel.backup.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Takes a tar archive (POSIX.1-1988 "ustar", with GNU base-256 sizes) apart as it is pushed in, in pieces of any length.
 * One archive per instance; the order of bytes is the order of calls to the listener.
 */
public final class TarReader {

    private static final int BLOCK = 512;

    private final TarListener listener;
    private final ByteBuffer header = ByteBuffer.allocate(BLOCK);
    private boolean inEntry;
    private long contentLeft;
    private int paddingLeft;
    private boolean ended;

    public TarReader(TarListener listener) {
        this.listener = listener;
    }

    /**
     * @throws TarFormatException if this cannot be part of an archive we accept; the reader is then of no further use
     */
    public void accept(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (contentLeft > 0) {
                content(bytes);
            } else if (paddingLeft > 0) {
                int skipped = Math.min(paddingLeft, bytes.remaining());
                bytes.position(bytes.position() + skipped);
                paddingLeft -= skipped;
            } else {
                header(bytes);
            }
        }
    }

    private void content(ByteBuffer bytes) throws IOException {
        int length = (int) Math.min(contentLeft, bytes.remaining());
        ByteBuffer piece = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        contentLeft -= length;
        listener.content(piece);
        endEntryIfComplete();
    }

    private void header(ByteBuffer bytes) throws IOException {
        while (header.hasRemaining() && bytes.hasRemaining()) {
            header.put(bytes.get());
        }
        if (header.hasRemaining()) {
            return;
        }
        header.flip();
        begin(header);
        header.clear();
    }

    private void begin(ByteBuffer block) throws IOException {
        if (isZero(block)) {
            ended = true;
            return;
        }
        if (ended) {
            throw new TarFormatException("a member after the archive's end");
        }
        checkSum(block);
        TarEntry entry = entry(block);
        inEntry = true;
        contentLeft = entry.size();
        paddingLeft = (int) ((BLOCK - entry.size() % BLOCK) % BLOCK);
        listener.begun(entry);
        endEntryIfComplete();
    }

    private void endEntryIfComplete() throws IOException {
        if (inEntry && contentLeft == 0) {
            inEntry = false;
            listener.ended();
        }
    }

    /** No more bytes will come. */
    public void end() throws TarFormatException {
        if (inEntry || contentLeft > 0 || paddingLeft > 0 || header.position() != 0) {
            throw new TarFormatException("the archive ends within a member");
        }
    }

    private static TarEntry entry(ByteBuffer block) throws TarFormatException {
        String name = text(block, 0, 100);
        String prefix = text(block, 345, 155);
        String full = prefix.isEmpty() ? name : prefix + "/" + name;
        ArchivePath path = ArchivePath.parse(full)
                .orElseThrow(() -> new TarFormatException("a member's path leads out of its folder: " + full));
        TarEntry.Kind kind = kind(block.get(156), full);
        long size = number(block, 124, 12);
        return new TarEntry(
                path, kind, kind == TarEntry.Kind.FILE ? size : 0, time(number(block, 136, 12)), text(block, 157, 100));
    }

    private static TarEntry.Kind kind(byte flag, String path) throws TarFormatException {
        return switch (flag) {
            case '0', 0 -> TarEntry.Kind.FILE;
            case '5' -> TarEntry.Kind.FOLDER;
            case '2' -> TarEntry.Kind.LINK;
            default ->
                throw new TarFormatException(
                        "a member of a kind that no base backup has (" + (char) flag + "): " + path);
        };
    }

    private static Instant time(long seconds) throws TarFormatException {
        try {
            return Instant.ofEpochSecond(seconds);
        } catch (DateTimeException outOfRange) {
            throw new TarFormatException("a member's time is out of range: " + seconds);
        }
    }

    private static String text(ByteBuffer block, int offset, int length) {
        byte[] bytes = new byte[length];
        block.get(offset, bytes);
        int end = 0;
        while (end < length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static long number(ByteBuffer block, int offset, int length) throws TarFormatException {
        long value = 0;
        boolean binary = (block.get(offset) & 0x80) != 0;
        for (int i = 0; i < length; i++) {
            int octet = block.get(offset + i) & 0xFF;
            if (binary) {
                value = multiplied(value, 256) + (i == 0 ? octet & 0x7F : octet);
            } else if (octet >= '0' && octet <= '7') {
                value = multiplied(value, 8) + (octet - '0');
            } else if (octet != ' ' && octet != 0) {
                throw new TarFormatException("a member's size or time is not a number");
            }
        }
        return value;
    }

    private static long multiplied(long value, int base) throws TarFormatException {
        if (value > (Long.MAX_VALUE - base) / base) {
            throw new TarFormatException("a member's size or time is out of range");
        }
        return value * base;
    }

    /** The sum of the header's bytes, its own field counted as blanks. */
    private static void checkSum(ByteBuffer block) throws TarFormatException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block.get(i) & 0xFF;
        }
        if (sum != number(block, 148, 8)) {
            throw new TarFormatException("a member's header fails its checksum");
        }
    }

    private static boolean isZero(ByteBuffer block) {
        for (int i = 0; i < BLOCK; i++) {
            if (block.get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
