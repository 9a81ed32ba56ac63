package dev.evenkeel.platform.web;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.ServiceTest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A thousand requests, each wrong in a way of its own, seeded so that a failure can be repeated. */
@ServiceTest
class MalformedRequestsTest {

    private static final long SEED = 20261121;
    private static final int REQUESTS = 1_000;

    private static final List<String> PATHS = List.of(
            "/web-test/things",
            "/web-test/items",
            "/web-test/items/7",
            "/web-test/form",
            "/web-test/stored",
            "/contract/v2/things",
            "/nothing",
            "/q/health",
            "/metrics",
            "/",
            "*",
            "//",
            "/..",
            "/web-test/../q");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW", "get", "CONNECT", "TRACE");
    private static final List<String> TYPES = List.of(
            "application/json",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=b",
            "application/cloudevents+json",
            "/",
            "a",
            "application/json; charset=\"",
            "");
    private static final List<String> VALUES = List.of(
            "abc",
            "-1",
            "99999999999999999999",
            "%",
            "%zz",
            "%00",
            "%C3%28",
            "NaN",
            "2026-13-45",
            "'",
            "\"",
            "<x>",
            "{}",
            "${jndi:x}",
            "\u00e9",
            "..%2f..",
            "");
    private static final List<String> BODIES = List.of(
            "{",
            "}",
            "[]",
            "null",
            "{\"name\":",
            "{\"name\":7}",
            "{\"nom\":\"a\"}",
            "{\"parts\":[[[]]]}",
            "\u0000\u0001",
            "{\"name\":\"\\uD800\"}",
            "{\"name\":\"\\u0000\"}",
            "a=b&=&%",
            "--b\r\n\r\nx\r\n--b--",
            "{\"count\":1e400}",
            "[[[[[[[[[[[[[[[[[[[[",
            "{\"color\":\"\"}",
            "{\"name\":\"forbidden\"}");
    private static final List<String> HEADERS = List.of(
            "Accept: a/b/c",
            "Accept: ,;q=9",
            "Accept: image/png",
            "Accept-Encoding: nonsense;q=x",
            "Authorization: Bearer",
            "Authorization: Bearer ek_nothing",
            "Authorization: Basic ####",
            "X-API-Key: wrong",
            "Cookie: =;=;a",
            "X-Correlation-Id: <script>",
            "traceparent: 00-zz-zz-01",
            "If-None-Match: \"",
            "Range: bytes=9-1",
            "Expect: a-miracle",
            "X-HTTP-Method-Override: DELETE",
            "Origin: null");

    private final Random random = new Random(SEED);

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String request() {
        String path = any(PATHS);
        if (random.nextBoolean()) {
            path += "?" + any(List.of("limit", "since", "color", "id", "q")) + "=" + any(VALUES);
        }
        StringBuilder request = new StringBuilder(any(METHODS) + " " + path + " HTTP/1.1\r\nHost: x\r\n");
        for (int i = random.nextInt(3); i > 0; i--) {
            request.append(any(HEADERS)).append("\r\n");
        }
        if (random.nextInt(4) > 0) {
            String body = any(BODIES);
            request.append("Content-Type: ").append(any(TYPES)).append("\r\n");
            if (random.nextBoolean()) {
                request.append("Content-Length: ")
                        .append(body.getBytes(UTF_8).length)
                        .append("\r\n\r\n")
                        .append(body);
            } else {
                request.append("Transfer-Encoding: chunked\r\n\r\n")
                        .append(Integer.toHexString(body.getBytes(UTF_8).length))
                        .append("\r\n")
                        .append(body)
                        .append("\r\n0\r\n\r\n");
            }
        } else {
            request.append("\r\n");
        }
        return mangled(request.toString());
    }

    /** One in four has a byte or two changed anywhere, so that it may not be HTTP any more. */
    private String mangled(String request) {
        if (random.nextInt(4) > 0) {
            return request;
        }
        StringBuilder mangled = new StringBuilder(request);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            mangled.setCharAt(random.nextInt(mangled.length()), (char) random.nextInt(256));
        }
        return mangled.toString();
    }

    @Test
    void noMalformedRequestGivesAServerErrorOrAStackTrace() throws IOException {
        for (int i = 0; i < REQUESTS; i++) {
            String request = request();
            RawConnection.Answer answer = exchange(request);

            assertThat(answer.status()).as("request %d: %s", i, request).isLessThan(500);
            assertThat(answer.body())
                    .as("request %d: %s", i, request)
                    .doesNotContain("Exception")
                    .doesNotContain("\tat ")
                    .doesNotContain("dev.evenkeel");
            if (answer.status() >= 400 && !request.startsWith("HEAD") && !isBeforeHttp(answer)) {
                assertThat(answer.header("content-type").orElse("none"))
                        .as("request %d: %s\n\nanswer %s", i, request, answer)
                        .isIn("application/problem+json", "text/x-contract");
            }
        }
    }

    /** Bytes that are not an HTTP request at all get the server's own bare 400, and the connection is closed. */
    private static boolean isBeforeHttp(RawConnection.Answer answer) {
        return Set.of(400, 414, 431).contains(answer.status())
                && answer.header("x-correlation-id").isEmpty();
    }

    private static RawConnection.Answer exchange(String request) throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send(request.getBytes(UTF_8));
            connection.finish();
            return connection.answer();
        } catch (SocketException closed) {
            return new RawConnection.Answer(0, "", "");
        }
    }
}
