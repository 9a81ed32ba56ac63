package dev.evenkeel.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a service and its database on a loopback port. Cut, it drops every connection and takes no new one
 * until it is mended; told to hold back, it takes connections, and keeps what the database answers until it is told to let
 * it through. All methods may be called from any thread.
 */
public final class CuttableProxy implements AutoCloseable {

    private static final int CHUNK = 8192;

    private final int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private boolean holding;
    private ServerSocket server;

    /** @param target the loopback port of the database */
    public CuttableProxy(int target) throws IOException {
        this.target = target;
        listen(0);
        this.port = server.getLocalPort();
    }

    /** The port that the service is told. */
    public int port() {
        return port;
    }

    /** How many connections stand that neither side has closed. */
    public int connections() {
        return clients.size();
    }

    /** Keeps what the database answers from now on. */
    public void holdBack() {
        synchronized (gate) {
            holding = true;
        }
    }

    /** Passes on what was held back, and everything after it. */
    public void letThrough() {
        synchronized (gate) {
            holding = false;
            gate.notifyAll();
        }
    }

    /** Drops every connection and takes no new one. */
    public synchronized void cut() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(CuttableProxy::drop);
        sockets.clear();
    }

    /** Takes connections again. */
    public synchronized void mend() {
        try {
            listen(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        letThrough();
    }

    private void listen(int onPort) throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort));
        ServerSocket accepting = server;
        Thread.ofVirtual().start(() -> accept(accepting));
    }

    private void accept(ServerSocket accepting) {
        try {
            while (true) {
                Socket inner = accepting.accept();
                Socket outer = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(inner);
                sockets.add(outer);
                clients.add(inner);
                Thread.ofVirtual().start(() -> pump(inner, outer, false));
                Thread.ofVirtual().start(() -> pump(outer, inner, true));
            }
        } catch (IOException e) {
            // Cut: accepting ends.
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (answers) {
                    awaitLettingThrough();
                }
                out.write(chunk, 0, read);
            }
        } catch (IOException e) {
            // One side has gone; the other goes with it.
        } finally {
            drop(from);
            drop(to);
            sockets.remove(from);
            clients.remove(from);
            clients.remove(to);
        }
    }

    private void awaitLettingThrough() throws IOException {
        synchronized (gate) {
            try {
                while (holding) {
                    gate.wait();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", interrupted);
            }
        }
    }

    private static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
