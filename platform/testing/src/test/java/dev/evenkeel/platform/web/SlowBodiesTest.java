package dev.evenkeel.platform.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.SubmissionPublisher;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
@TestProfile(SlowBodiesTest.Impatient.class)
class SlowBodiesTest {

    public static final class Impatient implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("evenkeel.web.body-timeout", "1s");
        }
    }

    @TestHTTPResource
    URI root;

    @Test
    void aBodyThatDoesNotComeEndsTheConnectionOfHttp11() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send("POST /web-test/text HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
                    + "Content-Length: 10\r\n\r\nhello");

            RawConnection.Answer answer = connection.answer();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.header("connection")).hasValue("close");
        }
    }

    @Test
    void aBodyThatDoesNotComeEndsItsStreamOfHttp2AndNotTheConnection() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient();
                SubmissionPublisher<ByteBuffer> endless = new SubmissionPublisher<>()) {
            HttpResponse<String> before =
                    client.send(request("/web-test/items/1").build(), BodyHandlers.ofString());
            HttpRequest slow = request("/web-test/text")
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.fromPublisher(endless))
                    .build();

            HttpResponse<String> refused = client.send(slow, BodyHandlers.ofString());
            HttpResponse<String> after =
                    client.send(request("/web-test/items/2").build(), BodyHandlers.ofString());

            assertThat(refused.statusCode()).isEqualTo(408);
            assertThat(refused.version()).isEqualTo(Version.HTTP_2);
            assertThat(after.body()).isEqualTo("item 2");
            assertThat(after.connectionLabel()).isPresent().isEqualTo(before.connectionLabel());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(10));
    }
}
