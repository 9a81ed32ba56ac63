package dev.evenkeel.benchmarks.alerts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The two calls of Alertmanager's API v2 that matter under load. Safe for many threads; each has a connection. */
final class AlertApi implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI alerts;
    private final Optional<String> key;

    /**
     * @param server its root, such as {@code http://127.0.0.1:9093}
     * @param key sent as bearer token
     */
    AlertApi(URI server, Optional<String> key) {
        this.alerts = URI.create(server.toString().replaceAll("/+$", "") + "/api/v2/alerts");
        this.key = key;
    }

    /** @throws IllegalStateException if the answer is not 200 */
    void post(byte[] body) {
        try {
            HttpResponse<String> answer = http.send(
                    request()
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "POST " + alerts + " answered " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("POST " + alerts, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while posting", e);
        }
    }

    /** Reads the list of all alerts to its end and returns how many bytes that was. */
    long list() {
        try {
            HttpResponse<InputStream> answer =
                    http.send(request().GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                long bytes = 0;
                byte[] buffer = new byte[1 << 16];
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    bytes += read;
                }
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException("GET " + alerts + " answered " + answer.statusCode());
                }
                return bytes;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + alerts, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading", e);
        }
    }

    private HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(alerts).timeout(PATIENCE);
        key.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    @Override
    public void close() {
        http.close();
    }
}
