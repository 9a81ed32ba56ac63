package dev.evenkeel.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The suite as its viewers see it: JSON over HTTP, with the viewer's key. */
final class SuiteApi implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Settings settings;
    private final String key;

    SuiteApi(Settings settings, String key) {
        this.settings = settings;
        this.key = key;
    }

    /**
     * What a service answers to a GET, whatever the status; empty if it does not answer at all.
     *
     * @param path with its leading slash
     * @throws KeelException if it answers something that is not JSON, or that we may not ask
     */
    Optional<JsonNode> get(Member member, String path) {
        URI url = URI.create(settings.url(member) + path);
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                throw new KeelException(url + " refuses the viewer's key: " + answer.body());
            }
            return Optional.of(JSON.readTree(answer.body()));
        } catch (JsonProcessingException e) {
            throw new KeelException(url + " does not answer in JSON", e);
        } catch (IOException silent) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelException("Interrupted while asking " + url, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
