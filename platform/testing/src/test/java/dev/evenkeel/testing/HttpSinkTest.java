package dev.evenkeel.testing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.HttpSink.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HttpSinkTest {

    private final HttpSink sink = HttpSink.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        sink.close();
    }

    @Test
    void writesDownWhatItIsAsked() throws Exception {
        assertThat(post("/hook?x=1", "{\"a\":1}").statusCode()).isEqualTo(200);

        HttpSink.Request request = sink.awaitRequests(1).getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/hook?x=1");
        assertThat(request.body()).isEqualTo("{\"a\":1}");
        assertThat(request.header("content-TYPE")).contains("application/json");
    }

    @Test
    void queuedAnswersComeBeforeTheStandingOne() throws Exception {
        sink.answer(Answer.json(201, "{}")).answerOnce(Answer.status(503).with("Retry-After", "7"));

        HttpResponse<String> first = post("/", "");
        HttpResponse<String> second = post("/", "");

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo("{}");
    }

    @Test
    void hangsUpWithoutAWord() {
        sink.answer(new Answer.HangUp());

        assertThatThrownBy(() -> post("/", "")).isInstanceOf(IOException.class);
        assertThat(sink.requests()).isNotEmpty();
    }

    @Test
    void refusesConnectionsAndAcceptsThemAgainOnTheSamePort() throws Exception {
        sink.refuseConnections();
        assertThatThrownBy(() -> post("/", "")).isInstanceOf(ConnectException.class);

        sink.acceptConnections();
        assertThat(post("/", "").statusCode()).isEqualTo(200);
    }

    @Test
    void answersLate() throws Exception {
        sink.answer(Answer.status(200).after(Duration.ofMillis(150)));
        long asked = System.nanoTime();

        post("/", "");

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(140));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(sink.url(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
