package dev.evenkeel.platform.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;

import io.quarkus.test.common.http.TestHTTPResource;
import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class TooManyAttemptsTest {

    @TestHTTPResource("/test/viewer")
    URI endpoint;

    @Test
    void anAddressThatKeepsFailingHasToWaitButAGoodKeyIsNeverRefused() throws Exception {
        TestClock.stop();
        try (HttpClient client = from("127.0.0.23")) {
            for (int i = 0; i < 10; i++) {
                assertThat(ask(client, invented()).statusCode()).isEqualTo(401);
            }

            HttpResponse<String> refused = ask(client, invented());

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("6");
            assertThat(ask(client, TestKeys.of(Role.VIEWER)).statusCode()).isEqualTo(200);
            TestClock.advance(Duration.ofSeconds(6));
            assertThat(ask(client, invented()).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void oneAddressDoesNotPayForAnother() throws Exception {
        TestClock.stop();
        try (HttpClient failing = from("127.0.0.24");
                HttpClient other = from("127.0.0.25")) {
            for (int i = 0; i < 11; i++) {
                ask(failing, invented());
            }

            assertThat(ask(other, invented()).statusCode()).isEqualTo(401);
        }
    }

    private static String invented() {
        return ApiKey.generate(new SecureRandom()).reveal();
    }

    private static HttpClient from(String address) {
        return HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(address))
                .build();
    }

    private HttpResponse<String> ask(HttpClient client, String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint).header("X-API-Key", key).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
