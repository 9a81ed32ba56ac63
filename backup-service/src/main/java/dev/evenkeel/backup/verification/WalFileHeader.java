package dev.evenkeel.backup.verification;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The head of a write-ahead log file: XLogLongPageHeaderData in PostgreSQL's {@code xlog_internal.h}.
 *
 * @param systemIdentifier decimal
 * @param address where the file's first byte is in the log
 */
record WalFileHeader(String systemIdentifier, long address, long segmentBytes) {

    static final int BYTES = 40;

    private static final int LONG_HEADER = 0x0002;

    /** The header in the first {@link #BYTES} bytes of a file, or empty if that is not what they are. */
    static Optional<WalFileHeader> parse(byte[] start) {
        if (start.length < BYTES) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        if (header.get(1) != (byte) 0xD1) {
            header.order(ByteOrder.BIG_ENDIAN);
        }
        int magic = Short.toUnsignedInt(header.getShort(0));
        boolean known = magic >>> 8 == 0xD1 && (header.getShort(2) & LONG_HEADER) != 0;
        return known
                ? Optional.of(new WalFileHeader(
                        Long.toUnsignedString(header.getLong(24)), header.getLong(8), header.getInt(32)))
                : Optional.empty();
    }
}
