package dev.evenkeel.benchmarks.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks one alert-router, one question at a time. */
final class RouterClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI router;
    private final String key;

    RouterClient(URI router, String key) {
        this.router = router;
        this.key = key;
    }

    /**
     * Reads the answer to its end.
     *
     * @throws IllegalStateException if the answer is an error
     */
    String ask(String method, String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(router.resolve(path))
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + key)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
