package dev.evenkeel.backup.replication;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A connection through a Unix socket. The JDK's streams over such a channel know no time limit, hence the selector. */
final class UnixSocketTransport implements Transport {

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private Duration limit;

    private UnixSocketTransport(SocketChannel channel, Selector selector, Duration limit) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.limit = limit;
        this.key = channel.register(selector, SelectionKey.OP_READ);
    }

    static UnixSocketTransport open(ServerAddress.UnixSocket address, ConnectionSettings settings) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(address.file()));
        try {
            channel.configureBlocking(false);
            return new UnixSocketTransport(channel, Selector.open(), settings.connectTimeout());
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    @Override
    public InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
                int count = channel.read(target);
                while (count == 0 && length > 0) {
                    await(SelectionKey.OP_READ);
                    count = channel.read(target);
                }
                return count;
            }
        };
    }

    @Override
    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
                ByteBuffer source = ByteBuffer.wrap(buffer, offset, length);
                while (source.hasRemaining()) {
                    if (channel.write(source) == 0) {
                        await(SelectionKey.OP_WRITE);
                    }
                }
            }
        };
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        selector.selectedKeys().clear();
        if (selector.select(limit.toMillis()) == 0 && !Thread.currentThread().isInterrupted()) {
            throw new SocketTimeoutException("nothing for " + limit.toSeconds() + " s");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("interrupted");
        }
    }

    @Override
    public void limitReads(Duration longest) {
        limit = longest;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }
}
