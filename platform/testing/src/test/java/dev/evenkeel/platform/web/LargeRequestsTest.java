package dev.evenkeel.platform.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.testing.ServiceTest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class LargeRequestsTest {

    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    private static byte[] kilobyte() {
        byte[] bytes = new byte[1024];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    private static String post(String path, String... headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static void assertProblem(RawConnection.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).contains("application/problem+json");
        assertThat(answer.header("x-correlation-id")).isPresent();
        assertThat(answer.body()).contains("\"status\":" + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/web-test/text", "/nothing", "/web-test/things", "/q/health"})
    void tenMegabytesWithALengthGetAnAnswerAndNoReset(String path) throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send(post(path, "Content-Type: text/plain", "Content-Length: " + TEN_MEGABYTES));
            for (int sent = 0; sent < TEN_MEGABYTES; sent += 1024) {
                connection.send(kilobyte());
            }

            assertProblem(connection.answer(), 413);
        }
    }

    @Test
    void tenMegabytesInChunksGetAnAnswerAndNoReset() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send(post("/web-test/text", "Content-Type: text/plain", "Transfer-Encoding: chunked"));
            String chunk = "400\r\n" + new String(kilobyte(), ISO_8859_1) + "\r\n";
            for (int sent = 0; sent < TEN_MEGABYTES; sent += 1024) {
                connection.send(chunk);
            }
            connection.send("0\r\n\r\n");

            assertProblem(connection.answer(), 413);
        }
    }

    @Test
    void theConnectionIsOfUseAfterwards() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send(post("/web-test/text", "Content-Type: text/plain", "Content-Length: " + TEN_MEGABYTES));
            connection.send(new byte[TEN_MEGABYTES]);
            connection.answer();
            connection.send(post("/web-test/text", "Content-Type: text/plain", "Content-Length: 5") + "hello");

            assertThat(connection.answer().body()).startsWith("5 on");
        }
    }

    @Test
    void aClientThatAsksFirstIsToldNotToSend() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send(post(
                    "/web-test/text",
                    "Content-Type: text/plain",
                    "Expect: 100-continue",
                    "Content-Length: " + TEN_MEGABYTES));

            assertProblem(connection.answer(), 413);
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOnIfTheBodyFits() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send(
                    post("/web-test/text", "Content-Type: text/plain", "Expect: 100-continue", "Content-Length: 5")
                            + "hello");

            assertThat(connection.answer().body()).startsWith("5 on");
        }
    }

    @Test
    void aBodyJustWithinTheLimitIsTaken() throws IOException {
        byte[] body = new byte[8 * 1024 * 1024];
        try (RawConnection connection = new RawConnection()) {
            connection.send(post("/web-test/text", "Content-Type: text/plain", "Content-Length: " + body.length));
            connection.send(body);

            assertThat(connection.answer().body()).startsWith(body.length + " on");
        }
    }

    @Test
    void aPathMayTakeLess() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send(post("/contract/v2/things", "Content-Type: application/json", "Content-Length: 2048"));
            connection.send(new byte[2048]);

            RawConnection.Answer answer = connection.answer();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).isEqualTo("contract says 413");
        }
    }

    @Test
    void aFormMayComeInChunks() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send(post(
                            "/web-test/form",
                            "Content-Type: application/x-www-form-urlencoded",
                            "Transfer-Encoding: chunked")
                    + String.join("\r\n", "6", "query=", "9", "up&limit=", "1", "7", "0", "", ""));

            assertThat(connection.answer().body()).isEqualTo("up/7");
        }
    }

    @Test
    void anAddressThatIsTooLongIsAProblem() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");

            assertProblem(connection.answer(), 414);
        }
    }

    @Test
    void headersThatAreTooLargeAreAProblem() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send("GET /q/health HTTP/1.1\r\nHost: x\r\nX-Large: " + "a".repeat(20_000) + "\r\n\r\n");

            assertProblem(connection.answer(), 431);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/web-test/items?limit=%zz", "/web-test/items/%", "/%00", "/web-test/%e", "/?%"})
    void aBrokenPercentEncodingIsAProblem(String path) throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");

            assertProblem(connection.answer(), 400);
        }
    }

    @Test
    void aContractCoversABrokenAddressToo() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send("GET /contract/v2?x=%zz HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(connection.answer().body()).isEqualTo("contract says 400");
        }
    }

    @Test
    void smallRequestsStayOnTheEventLoop() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            String body = new String(kilobyte(), StandardCharsets.US_ASCII).repeat(64);
            connection.send(
                    post("/web-test/text", "Content-Type: text/plain", "Content-Length: " + body.length()) + body);

            assertThat(connection.answer().body()).contains("eventloop");
        }
    }
}
