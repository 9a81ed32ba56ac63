package dev.evenkeel.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import io.restassured.RestAssured;

/** A socket to the service under test, for requests no HTTP client would send. */
final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5_000;

    private final Socket socket;

    RawConnection() throws IOException {
        socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** One answer as it came over the wire; {@code status} 0 if the connection was closed without one. */
    record Answer(int status, String head, String body) {

        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst();
        }
    }

    void send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Says that nothing more will come, so that a request cut short is noticed at once. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** The first final answer; reads no further than its Content-Length. */
    Answer answer() throws IOException {
        InputStream in = socket.getInputStream();
        String head = head(in);
        if (head.isEmpty()) {
            return new Answer(0, "", "");
        }
        int status = Integer.parseInt(head.split(" ", 3)[1]);
        if (status == 100) {
            return answer();
        }
        Answer bodiless = new Answer(status, head, "");
        int length = bodiless.header("content-length").map(Integer::parseInt).orElse(0);
        return new Answer(status, head, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try {
            int b;
            while ((b = in.read()) >= 0) {
                head.write(b);
                String soFar = head.toString(StandardCharsets.ISO_8859_1);
                if (soFar.endsWith("\r\n\r\n")) {
                    return soFar;
                }
            }
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("no answer within " + PATIENCE_MILLIS + " ms, only: " + head, silent);
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
