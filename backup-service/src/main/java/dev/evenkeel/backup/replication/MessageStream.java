package dev.evenkeel.backup.replication;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

import dev.evenkeel.backup.replication.ReplicationException.ConnectionLost;
import dev.evenkeel.backup.replication.ReplicationException.ProtocolViolation;

/**
 * Messages over a {@link Transport}: a kind, a length, a body. A length beyond what its kind can need is refused before
 * anything is allocated.
 */
final class MessageStream implements Closeable {

    private static final int BUFFER = 64 * 1024;

    /** Servers send archives in pieces of 32 KiB, and will hardly ever send pieces of more than a mebibyte. */
    private static final int LARGEST_COPY_DATA = 4 << 20;

    private static final int LARGEST_ROW = 16 << 20;
    private static final int LARGEST_OTHER = 1 << 20;

    private final Transport transport;
    private final DataInputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[BUFFER];

    MessageStream(Transport transport) throws IOException {
        this.transport = transport;
        this.in = new DataInputStream(new BufferedInputStream(transport.in(), BUFFER));
        this.out = transport.out();
    }

    /** The next message. What a {@code CopyData} holds is overwritten by the call after this one. */
    BackendMessage read() throws IOException {
        try {
            char type = (char) in.readUnsignedByte();
            int length = in.readInt() - Integer.BYTES;
            if (length < 0 || length > largest(type)) {
                throw new ProtocolViolation(
                        "a message of kind 0x" + Integer.toHexString(type) + " and length " + length);
            }
            if (buffer.length < length) {
                buffer = Arrays.copyOf(buffer, Math.max(length, Math.min(2 * buffer.length, LARGEST_ROW)));
            }
            in.readFully(buffer, 0, length);
            return MessageParser.parse(type, buffer, length);
        } catch (SocketTimeoutException silent) {
            throw new ConnectionLost("the server was silent for too long", silent);
        } catch (EOFException closed) {
            throw new ConnectionLost("the server closed the connection", closed);
        } catch (ReplicationException ours) {
            throw ours;
        } catch (IOException broken) {
            throw new ConnectionLost("the connection to the server broke: " + broken.getMessage(), broken);
        }
    }

    private static int largest(char type) {
        return switch (type) {
            case 'd' -> LARGEST_COPY_DATA;
            case 'D' -> LARGEST_ROW;
            default -> LARGEST_OTHER;
        };
    }

    /** Sends a message of the kind {@code type}. */
    void send(char type, byte[] body) throws IOException {
        write(ByteBuffer.allocate(1 + Integer.BYTES + body.length)
                .put((byte) type)
                .putInt(Integer.BYTES + body.length)
                .put(body)
                .array());
    }

    /** Sends the first message of a connection, which has no kind. */
    void sendStartup(byte[] body) throws IOException {
        write(ByteBuffer.allocate(Integer.BYTES + body.length)
                .putInt(Integer.BYTES + body.length)
                .put(body)
                .array());
    }

    private void write(byte[] message) throws IOException {
        try {
            out.write(message);
            out.flush();
        } catch (IOException broken) {
            throw new ConnectionLost("the connection to the server broke: " + broken.getMessage(), broken);
        }
    }

    void limitReads(Duration limit) throws IOException {
        transport.limitReads(limit);
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
