package dev.evenkeel.alertrouter.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;

/** A mail server that plays by a script and writes down what it is told, command by command. */
public final class ScriptedSmtp implements AutoCloseable {

    private static final String CHALLENGE = "PDEuMkBzaW5rPg==";

    private final ServerSocket listening;
    private final TestCertificate certificate;
    private final List<String> extensions;
    private final boolean encrypted;
    private final List<String> dialog = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean resets;
    private volatile boolean stopsReading;
    private volatile boolean alone;

    /** @param encrypted whether TLS is spoken from the first byte */
    public ScriptedSmtp(
            String address, int port, TestCertificate certificate, List<String> extensions, boolean encrypted)
            throws IOException {
        this.certificate = certificate;
        this.extensions = extensions;
        this.encrypted = encrypted;
        listening = new ServerSocket(port, 10, InetAddress.getByName(address));
        Thread.ofVirtual().start(this::accept);
    }

    /** Ends each connection by a reset, as soon as it has taken a mail. */
    public ScriptedSmtp resetting() {
        resets = true;
        return this;
    }

    /** Reads nothing of a mail, and holds the line. */
    public ScriptedSmtp notReadingMails() {
        stopsReading = true;
        return this;
    }

    /** Whether a client is gone, or was left. */
    public boolean isAlone() {
        return alone;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket plain) {
        try (Socket open = encrypted ? encrypt(plain) : plain) {
            Socket socket = open;
            say(socket, "220 sink");
            BufferedReader in = reader(socket);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                dialog.add(line);
                String verb = line.split(" ", 2)[0];
                switch (verb) {
                    case "EHLO" -> hello(socket);
                    case "STARTTLS" -> {
                        say(socket, "220 go ahead");
                        socket = encrypt(socket);
                        in = reader(socket);
                    }
                    case "AUTH" -> authenticate(socket, in, line);
                    case "DATA" -> {
                        say(socket, "354 go ahead");
                        if (stopsReading) {
                            closed.await();
                            return;
                        }
                        mails.add(mail(in));
                        say(socket, "250 taken");
                        if (resets) {
                            socket.setSoLinger(true, 0);
                            return;
                        }
                    }
                    case "QUIT" -> {
                        say(socket, "221 bye");
                        return;
                    }
                    default -> say(socket, "250 fine");
                }
            }
        } catch (IOException | InterruptedException gone) {
            dialog.add("(gone)");
        } finally {
            alone = true;
        }
    }

    private Socket encrypt(Socket plain) throws IOException {
        var socket =
                (SSLSocket) certificate.context().getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private void hello(Socket socket) throws IOException {
        say(socket, "250-sink");
        for (String extension : extensions) {
            if (!(extension.equals("STARTTLS") && socket instanceof SSLSocket)) {
                say(socket, "250-" + extension);
            }
        }
        say(socket, "250 SIZE 1000000");
    }

    private void authenticate(Socket socket, BufferedReader in, String line) throws IOException {
        switch (line.split(" ", -1)[1]) {
            case "CRAM-MD5" -> {
                say(socket, "334 " + CHALLENGE);
                dialog.add(in.readLine());
            }
            case "LOGIN" -> {
                say(socket, "334 VXNlcm5hbWU6");
                dialog.add(in.readLine());
                say(socket, "334 UGFzc3dvcmQ6");
                dialog.add(in.readLine());
            }
            default -> {
                // all is in the line
            }
        }
        say(socket, "235 welcome");
    }

    private static String mail(BufferedReader in) throws IOException {
        var mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return mail.toString();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void say(Socket socket, String line) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** What the client said, without the farewell, which not everybody waits to say. */
    public List<String> dialog() {
        return dialog.stream()
                .filter(line -> !line.equals("QUIT") && !line.equals("(gone)"))
                .toList();
    }

    public List<String> mails() {
        return mails;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
