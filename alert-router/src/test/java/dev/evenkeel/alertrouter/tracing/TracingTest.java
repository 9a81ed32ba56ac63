package dev.evenkeel.alertrouter.tracing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The section {@code tracing} does what it says, from the moment it is loaded until it is taken out. */
@ServiceTest
class TracingTest {

    private static int counter;

    private final HttpSink collector = HttpSink.start();
    private final HttpSink receiver = HttpSink.start();
    private final Vertx vertx = Vertx.vertx();
    private final String name = "Traced" + counter++;

    @AfterEach
    void close() {
        configure("");
        collector.close();
        receiver.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void spansOfRequestsAndNotificationsReachTheCollector() {
        configure("tracing: {client_type: http, endpoint: '127.0.0.1:%d', insecure: true, sampling_fraction: 1,"
                        .formatted(collector.port())
                + " headers: {X-Tenant: {values: [one]}}}");

        tell();
        String spans = awaitSpans("notify.Integration.Notify");

        assertThat(spans).contains("POST /api/v2/alerts").contains("webhook[0]").contains(name);
        assertThat(collector.requests()).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo("/v1/traces");
            assertThat(request.header("Content-Type")).hasValue("application/x-protobuf");
            assertThat(request.header("X-Tenant")).hasValue("one");
        });
        assertThat(receiver.requests().getFirst().header("traceparent"))
                .hasValueSatisfying(parent -> assertThat(parent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }

    @Test
    void addressesThatAreCredentialsAreInNoSpan() {
        configure("tracing: {client_type: http, endpoint: '127.0.0.1:%d', insecure: true, sampling_fraction: 1}"
                .formatted(collector.port()));
        String link = "1~a~link-of-" + name;
        String feed = "feed-of-" + name;

        RestAssured.given().get("/links/" + link).then().statusCode(404);
        RestAssured.given().get("/calendar/" + feed + ".ics").then().statusCode(404);
        tell();

        assertThat(awaitSpans("notify.Integration.Notify"))
                .contains("POST /api/v2/alerts")
                .doesNotContain(link)
                .doesNotContain(feed);
    }

    @Test
    void aCollectorMayBeSpokenToByGrpc() {
        List<String> called = new CopyOnWriteArrayList<>();
        int port = vertx.createHttpServer()
                .requestHandler(request -> answer(request, called))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        configure("tracing: {endpoint: '127.0.0.1:%d', insecure: true, sampling_fraction: 1}".formatted(port));

        tell();

        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() -> called.stream().anyMatch(call -> call.contains("notify.Integration.Notify")));
        assertThat(called.getFirst())
                .startsWith("HTTP_2 /opentelemetry.proto.collector.trace.v1.TraceService/Export application/grpc");
    }

    @Test
    void nothingIsTracedUnlessAFractionSaysSo() {
        configure("tracing: {client_type: http, endpoint: '127.0.0.1:%d', insecure: true}".formatted(collector.port()));

        tell();

        assertThat(receiver.requests().getFirst().header("traceparent"))
                .hasValueSatisfying(parent -> assertThat(parent).endsWith("-00"));
    }

    private static void answer(HttpServerRequest request, List<String> called) {
        request.body().onSuccess(body -> {
            called.add(request.version() + " " + request.path() + " " + request.getHeader("Content-Type") + " " + body);
            request.response()
                    .putHeader("Content-Type", "application/grpc")
                    .putTrailer("grpc-status", "0")
                    .end();
        });
    }

    private void configure(String tracing) {
        RouterUnderTest.configure("""
                %s
                route: {receiver: team, group_by: [alertname], group_wait: 0s}
                receivers:
                - name: team
                  webhook_configs: [{url: '%s'}]
                """.formatted(tracing, receiver.url("/")));
    }

    private void tell() {
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"" + name + "\"}}]").statusCode(200);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            RouterUnderTest.flush();
            return !receiver.requests().isEmpty();
        });
    }

    private String awaitSpans(String wanted) {
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> all().contains(wanted));
        return all();
    }

    private String all() {
        return collector.requests().stream().map(HttpSink.Request::body).reduce("", String::concat);
    }
}
