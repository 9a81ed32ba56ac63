package dev.evenkeel.backup.replication;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** A TCP connection, plain or, once started, TLS. */
final class TcpTransport implements Transport {

    private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 0x04, (byte) 0xD2, 0x16, 0x2F};

    private final Socket socket;

    private TcpTransport(Socket socket) {
        this.socket = socket;
    }

    static TcpTransport open(ServerAddress.Tcp address, ConnectionSettings settings) throws IOException {
        int limit = Math.toIntExact(settings.connectTimeout().toMillis());
        Socket socket = connected(settings.hosts().addressesOf(address.host()), address.port(), limit);
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSoTimeout(limit);
            return new TcpTransport(secured(socket, address, settings));
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    private static Socket connected(List<InetAddress> candidates, int port, int limit) throws IOException {
        IOException last = null;
        for (InetAddress candidate : candidates) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(candidate, port), limit);
                return socket;
            } catch (IOException unreachable) {
                socket.close();
                last = unreachable;
            }
        }
        throw last == null ? new IOException("the name has no address") : last;
    }

    private static Socket secured(Socket plain, ServerAddress.Tcp address, ConnectionSettings settings)
            throws IOException {
        if (settings.sslMode() == SslMode.DISABLE) {
            return plain;
        }
        plain.getOutputStream().write(SSL_REQUEST);
        // Exactly one byte: anything a man in the middle adds behind it must meet the TLS layer, not our buffer.
        int answer = plain.getInputStream().read();
        return switch (answer) {
            case 'S' -> Tls.over(plain, address, settings);
            case 'N' -> {
                if (settings.sslMode() != SslMode.PREFER) {
                    throw new ReplicationException.AuthenticationFailed("the server offers no TLS, and sslmode is "
                            + settings.sslMode().word());
                }
                yield plain;
            }
            case -1 -> throw new ReplicationException.ConnectionLost("the server hung up when asked for TLS", null);
            default ->
                throw new ReplicationException.ProtocolViolation("not a PostgreSQL server: it answered 0x"
                        + Integer.toHexString(answer) + " when asked for TLS");
        };
    }

    boolean encrypted() {
        return socket instanceof SSLSocket;
    }

    @Override
    public InputStream in() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void limitReads(Duration limit) throws IOException {
        socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
