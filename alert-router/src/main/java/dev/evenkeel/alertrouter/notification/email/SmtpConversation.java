package dev.evenkeel.alertrouter.notification.email;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import dev.evenkeel.alertrouter.notification.email.EmailSettings.Server;

/** One conversation with a mail server (RFC 5321, 3207, 4954), within a bounded time. Blocks. */
final class SmtpConversation implements AutoCloseable {

    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_LINES = 100;
    private static final int LONGEST_SHOWN = 200;

    private final Server server;
    private final SSLContext tls;
    private final long deadline;
    private final Thread alarm;
    /** What TLS is spoken over too: closing an encrypted socket waits for who is writing to it. */
    private volatile Socket plain = new Socket();

    private Socket socket = new Socket();
    private volatile boolean expired;
    private InputStream in = InputStream.nullInputStream();
    private Map<String, String> extensions = Map.of();

    /** @param atMost how long all of it may take; then the connection is closed, whoever is reading or writing */
    SmtpConversation(Server server, SSLContext tls, Duration atMost) {
        this.server = server;
        this.tls = tls;
        this.deadline = System.nanoTime() + atMost.toNanos();
        this.alarm = Thread.ofVirtual().start(() -> abortAfter(atMost));
    }

    private void abortAfter(Duration atMost) {
        try {
            Thread.sleep(atMost);
            expired = true;
            plain.close();
        } catch (InterruptedException ended) {
            // it came to its end in time
        } catch (IOException gone) {
            // there is nothing left to close
        }
    }

    /**
     * Says who we are, and that we are, over TLS as the settings ask for it.
     *
     * @param addresses of the server, at least one: the first that takes a connection, each having its share of the time
     */
    void begin(List<InetAddress> addresses) throws IOException {
        connect(addresses);
        if (server.implicitTls()) {
            encrypt();
        } else {
            use(plain);
        }
        reply("greeting", 220);
        hello();
        if (server.requireTls() && !server.implicitTls()) {
            if (!extensions.containsKey("STARTTLS")) {
                throw new IOException("'require_tls' is true (default) but \"" + server.host() + ":" + server.port()
                        + "\" does not advertise the STARTTLS extension");
            }
            ask("STARTTLS", 220);
            encrypt();
            hello();
        }
        String mechanisms = extensions.get("AUTH");
        if (mechanisms != null && server.username().isPresent()) {
            new SmtpLogin(this, server).login(List.of(mechanisms.split(" ", -1)));
        }
    }

    private void connect(List<InetAddress> addresses) throws IOException {
        for (int i = 0; ; i++) {
            int share = Math.max(1, millisLeft() / (addresses.size() - i));
            try {
                plain.connect(new InetSocketAddress(addresses.get(i), server.port()), share);
                return;
            } catch (IOException unreachable) {
                plain.close();
                if (i == addresses.size() - 1) {
                    throw unreachable;
                }
                plain = new Socket();
            }
        }
    }

    void send(EmailMessage message) throws IOException {
        // what a server offers of these is used, though our mails could do without (RFC 6152, 6531)
        String parameters = (extensions.containsKey("8BITMIME") ? " BODY=8BITMIME" : "")
                + (extensions.containsKey("SMTPUTF8") ? " SMTPUTF8" : "");
        ask("MAIL FROM:<" + message.from() + ">" + parameters, 250);
        for (String recipient : message.to()) {
            ask("RCPT TO:<" + recipient + ">", 250, 251);
        }
        ask("DATA", 354);
        // a line that begins with a dot gets another, so that none of them ends the mail
        write(message.text().replace("\r\n.", "\r\n..") + ".\r\n");
        reply("the mail", 250);
    }

    /** @return what follows the code in the last line of the reply */
    String ask(String command, int... hoped) throws IOException {
        write(command + "\r\n");
        String verb = command.split(" ", 2)[0];
        List<String> lines = reply(verb, hoped);
        return lines.getLast();
    }

    boolean isEncrypted() {
        return socket instanceof SSLSocket;
    }

    private void hello() throws IOException {
        write("EHLO " + server.hello() + "\r\n");
        var offered = new HashMap<String, String>();
        for (String line : reply("EHLO", 250)) {
            String[] parts = line.split(" ", 2);
            offered.put(parts[0].toUpperCase(Locale.ROOT), parts.length > 1 ? parts[1].strip() : "");
        }
        extensions = offered;
    }

    private void encrypt() throws IOException {
        String name = server.tls().serverName().orElse(server.host());
        var encrypted = (SSLSocket) tls.getSocketFactory().createSocket(plain, name, server.port(), true);
        if (!server.tls().insecure()) {
            SSLParameters parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
        }
        encrypted.setSoTimeout(millisLeft());
        encrypted.startHandshake();
        use(encrypted);
    }

    private void use(Socket other) throws IOException {
        socket = other;
        in = new BufferedInputStream(other.getInputStream());
    }

    private void write(String text) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException broken) {
            throw expired ? tooLong() : broken;
        }
    }

    private static IOException tooLong() {
        return new SocketTimeoutException("the mail server took too long");
    }

    private List<String> reply(String to, int... hoped) throws IOException {
        var lines = new ArrayList<String>();
        while (lines.size() < MOST_LINES) {
            String line = line();
            if (!line.matches("[0-9]{3}([ -].*)?")) {
                throw new IOException("the mail server does not speak SMTP");
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) == ' ') {
                int code = Integer.parseInt(line.substring(0, 3));
                if (Arrays.stream(hoped).noneMatch(each -> each == code)) {
                    String said = String.join(" ", lines);
                    throw new SmtpRefusal(
                            code, to + ": " + code + " " + said.substring(0, Math.min(said.length(), LONGEST_SHOWN)));
                }
                return lines;
            }
        }
        throw new IOException("the mail server's reply does not end");
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        while (line.size() < LONGEST_LINE) {
            socket.setSoTimeout(millisLeft());
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the mail server closed the connection");
            }
            if (octet == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(octet);
        }
        throw new IOException("a line of the mail server's reply does not end");
    }

    private int millisLeft() throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw tooLong();
        }
        return (int) left;
    }

    /**
     * Without waiting for a farewell. A server that is gone already changes nothing about what it said of the mail, which
     * would be sent again if this failed.
     */
    @Override
    public void close() {
        try (Socket open = socket) {
            if (open.isConnected()) {
                open.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException gone) {
            // see above
        } finally {
            alarm.interrupt();
        }
    }
}
