package dev.evenkeel.backup.repository;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The nine bytes in front of a sealed chunk.
 *
 * @param end whether the segment, or the whole stream, ends with this chunk
 * @param codec how the content was compressed before it was sealed
 * @param plainLength of the content
 * @param sealedLength of what follows, authentication tag included
 */
record Frame(End end, Codec codec, int plainLength, int sealedLength) {

    static final int BYTES = 1 + Integer.BYTES + Integer.BYTES;

    /** Part of the nonce too, so a chunk cannot pass for a last one or a last one for another. */
    enum End {
        NONE(0),
        SEGMENT(1),
        STREAM(2);

        private final int number;

        End(int number) {
            this.number = number;
        }

        private static Optional<End> of(int number) {
            return Arrays.stream(values()).filter(end -> end.number == number).findFirst();
        }
    }

    /** Numbers are for ever; 2 is set aside for zstd. */
    enum Codec {
        STORED(0),
        DEFLATE(1);

        private final int number;

        Codec(int number) {
            this.number = number;
        }

        private static Optional<Codec> of(int number) {
            return Arrays.stream(values())
                    .filter(codec -> codec.number == number)
                    .findFirst();
        }
    }

    byte[] encoded() {
        return ByteBuffer.allocate(BYTES)
                .put((byte) (end.number | codec.number << 4))
                .putInt(plainLength)
                .putInt(sealedLength)
                .array();
    }

    /** The frame, or empty if the lengths cannot be in a stream of this layout. */
    static Optional<Frame> decode(byte[] bytes, Layout layout) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int flags = buffer.get() & 0xFF;
        int plain = buffer.getInt();
        int sealed = buffer.getInt();
        Optional<End> end = End.of(flags & 0xF);
        Optional<Codec> codec = Codec.of(flags >> 4);
        boolean bounded = plain >= 0
                && plain <= layout.chunkBytes()
                && sealed >= Cryptography.TAG_BYTES
                && sealed <= plain + Cryptography.TAG_BYTES;
        return end.isPresent() && codec.isPresent() && bounded
                ? Optional.of(new Frame(end.get(), codec.get(), plain, sealed))
                : Optional.empty();
    }

    /** Eleven bytes of the chunk's number within its segment, one byte of {@link #end}: the STREAM construction. */
    static byte[] nonce(int chunk, End end) {
        return ByteBuffer.allocate(Cryptography.NONCE_BYTES)
                .putInt(Cryptography.NONCE_BYTES - 1 - Integer.BYTES, chunk)
                .put(Cryptography.NONCE_BYTES - 1, (byte) end.number)
                .array();
    }
}
