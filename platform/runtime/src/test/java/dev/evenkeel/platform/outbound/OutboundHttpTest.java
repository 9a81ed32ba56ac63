package dev.evenkeel.platform.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.outbound.AddressPolicy.PrivateAddresses;
import dev.evenkeel.platform.outbound.OutboundException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class OutboundHttpTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress METADATA = InetAddress.ofLiteral("169.254.169.254");

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger lookups = new AtomicInteger();
    private final Map<String, List<InetAddress>> names = Map.of(
            "here.example", List.of(LOOPBACK),
            "metadata.example", List.of(METADATA),
            "both.example", List.of(METADATA, LOOPBACK),
            "second.example", List.of(InetAddress.ofLiteral("127.0.0.2"), LOOPBACK));
    private final OutboundHttp http = client(PrivateAddresses.ALLOW);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anAnswerCarriesStatusHeadersBodyAndTimings() {
        int port = serve(request -> request.response()
                .setStatusCode(503)
                .putHeader("X-Agent", request.getHeader("User-Agent"))
                .putHeader("X-Host", request.getHeader("Host"))
                .end("down"));

        OutboundResponse response = send(OutboundRequest.get("http://here.example:" + port + "/x?y"));

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.bodyText()).isEqualTo("down");
        assertThat(response.header("x-agent")).hasValue("evenkeel/1.2.3");
        assertThat(response.header("X-HOST")).hasValue("here.example:" + port);
        assertThat(response.address()).isEqualTo(LOOPBACK);
        assertThat(response.timings().connect()).isPositive();
        assertThat(response.timings().tls()).isZero();
        assertThat(response.timings().total())
                .isGreaterThanOrEqualTo(response.timings()
                        .dns()
                        .plus(response.timings().connect())
                        .plus(response.timings().firstByte()));
    }

    @Test
    void methodHeadersAndBodyArriveAsGiven() {
        int port = serve(request -> request.bodyHandler(body -> request.response()
                .end(request.method() + " " + request.getHeader("Authorization") + " "
                        + request.getHeader("Content-Type") + " " + body)));

        OutboundResponse response = send(OutboundRequest.post(local(port), "text/plain", Buffer.buffer("hello"))
                .basic("user", "pass"));

        assertThat(response.bodyText()).isEqualTo("POST Basic dXNlcjpwYXNz text/plain hello");
    }

    @Test
    void aRequestOfAnEventLoopIsOnItsWayBeforeWhatThatDoesNext() {
        List<String> order = new CopyOnWriteArrayList<>();
        var done = new CompletableFuture<Void>();

        vertx.getOrCreateContext().runOnContext(turn -> {
            http.send(OutboundRequest.get("http://metadata.invalid:x/"))
                    .onFailure()
                    .invoke(() -> order.add("request"))
                    .onFailure()
                    .recoverWithNull()
                    .subscribe()
                    .with(none -> {});
            order.add("next");
            done.complete(null);
        });

        done.join();
        assertThat(order).containsExactly("request", "next");
    }

    @Test
    void aConnectionIsUsedAgainUnlessAProbeWantsItsOwn() {
        int port = serve(request -> request.response().end());
        send(OutboundRequest.get(local(port)));

        Timings again = send(OutboundRequest.get(local(port))).timings();
        Timings own = send(OutboundRequest.get(local(port)).onOwnConnection()).timings();

        assertThat(again.connect()).isZero();
        assertThat(own.connect()).isPositive();
    }

    @Test
    void aRefusedAddressIsNeverContactedHoweverItIsWritten() {
        for (String host : List.of(
                "metadata.example", "169.254.169.254", "2852039166", "[::ffff:169.254.169.254]", "0xa9.0xfe.43518")) {
            OutboundException refused = fail(OutboundRequest.get("http://" + host + "/latest?token=secret"));

            assertThat(refused.reason()).isEqualTo(Reason.REFUSED_BY_POLICY);
            assertThat(refused).hasMessageContaining("metadata").hasMessageNotContaining("secret");
        }
    }

    @Test
    void privateAddressesCanBeRefused() {
        int port = serve(request -> request.response().end());

        OutboundException refused = fail(client(PrivateAddresses.REFUSE), OutboundRequest.get(local(port)));

        assertThat(refused.reason()).isEqualTo(Reason.REFUSED_BY_POLICY);
    }

    @Test
    void aNameIsLookedUpOnceAndOnlyItsPermittedAddressIsContacted() {
        int port = serve(request -> request.response().end());

        OutboundResponse response = send(OutboundRequest.get("http://both.example:" + port));

        assertThat(response.address()).isEqualTo(LOOPBACK);
        assertThat(lookups).hasValue(1);
    }

    @Test
    void whereOneAddressRefusesTheConnectionTheNextIsTried() {
        int port = serve(request -> request.response().end());

        assertThat(send(OutboundRequest.get("http://second.example:" + port)).address())
                .isEqualTo(LOOPBACK);
    }

    @Test
    void eachFailureHasItsReason() throws IOException {
        int closed = listen(NetSocket::close);
        int noHttp = listen(socket -> socket.write("220 smtp ready\r\n\r\n"));

        assertThat(fail(OutboundRequest.get("http://nowhere.example/")).reason())
                .isEqualTo(Reason.UNRESOLVED);
        // bound, so that nobody else gets it, and not listening
        try (var unused = new Socket()) {
            unused.bind(new InetSocketAddress(LOOPBACK, 0));
            assertThat(fail(OutboundRequest.get(local(unused.getLocalPort()))).reason())
                    .isEqualTo(Reason.CONNECT_FAILED);
        }
        assertThat(fail(OutboundRequest.get(local(closed))).reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(fail(OutboundRequest.get(local(noHttp))).reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(fail(OutboundRequest.get("gopher://x")).reason()).isEqualTo(Reason.INVALID_URL);
    }

    @Test
    void aSilentOrDrippingPeerIsLeftAtTheDeadline() {
        var gone = new CompletableFuture<Void>();
        int silent = listen(socket -> socket.handler(ignored -> {}).closeHandler(gone::complete));
        int dripping = serve(request -> {
            request.response().setChunked(true).write("a");
            vertx.setPeriodic(10, tick -> request.response().write("a"));
        });
        Duration deadline = Duration.ofSeconds(1);

        OutboundException mute =
                fail(OutboundRequest.get(local(silent) + "?key=secret").timeout(deadline));
        OutboundException endless = fail(OutboundRequest.get(local(dripping)).timeout(deadline));

        assertThat(mute.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(mute).hasMessageContaining("waiting for the response").hasMessageNotContaining("secret");
        assertThat(endless).hasMessageContaining("reading the body");
        assertThat(gone).succeedsWithin(5, TimeUnit.SECONDS);
    }

    @Test
    void cancellingClosesTheConnection() {
        var asked = new CompletableFuture<Void>();
        var gone = new CompletableFuture<Void>();
        int port =
                listen(socket -> socket.handler(request -> asked.complete(null)).closeHandler(gone::complete));

        var waiting = http.send(OutboundRequest.get(local(port))).subscribe().with(answer -> {}, failure -> {});
        asked.join();
        waiting.cancel();

        assertThat(gone).succeedsWithin(5, TimeUnit.SECONDS);
    }

    @Test
    void aBodyBeyondTheLimitIsCutOffEvenIfItCameCompressed() {
        byte[] zeros = new byte[1_000_000];
        int port = serve(request -> request.response().end(Buffer.buffer(zeros)));

        OutboundResponse inFull = send(OutboundRequest.get(local(port)));
        OutboundException cut = fail(OutboundRequest.get(local(port)).maxResponseBytes(100_000));

        assertThat(inFull.bodyBytes()).isEqualTo(zeros);
        assertThat(cut.reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void redirectsAreAnswersUnlessAskedToFollow() {
        int port = serve(request -> {
            if (request.path().equals("/from")) {
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/to")
                        .end();
            } else {
                request.response().end(request.path() + " " + request.getHeader("Authorization"));
            }
        });
        var request = OutboundRequest.get(local(port) + "from").bearer("t");

        assertThat(send(request).status()).isEqualTo(302);
        assertThat(send(request.followRedirects(1)).bodyText()).isEqualTo("/to Bearer t");
    }

    @Test
    void aRedirectIsJudgedLikeAnyOtherUrl() {
        int port = serve(request -> request.response()
                .setStatusCode(307)
                .putHeader("Location", "http://169.254.169.254/latest")
                .end());

        assertThat(fail(OutboundRequest.get(local(port)).followRedirects(5)).reason())
                .isEqualTo(Reason.REFUSED_BY_POLICY);
    }

    @Test
    void credentialsDoNotTravelToAnotherOrigin() {
        int other = serve(request -> request.response()
                .end(request.method() + " " + request.getHeader("Authorization") + " "
                        + request.getHeader("X-Api-Key")));
        int port = serve(request -> request.response()
                .setStatusCode(303)
                .putHeader("Location", local(other))
                .end());

        OutboundResponse response = send(OutboundRequest.post(local(port), "text/plain", Buffer.buffer("x"))
                .bearer("t")
                .header("X-Api-Key", "k")
                .followRedirects(1));

        assertThat(response.bodyText()).isEqualTo("GET null null");
    }

    @Test
    void aCircleOfRedirectsEnds() {
        int port = serve(request ->
                request.response().setStatusCode(301).putHeader("Location", "/").end());

        assertThat(fail(OutboundRequest.get(local(port)).followRedirects(5)).reason())
                .isEqualTo(Reason.TOO_MANY_REDIRECTS);
    }

    @Test
    void anIdleConnectionThatThePeerClosedIsReplaced() {
        int port = serve(request -> request.response()
                .end()
                .onSuccess(
                        sent -> vertx.setTimer(1, tick -> request.connection().close())));

        for (int i = 0; i < 50; i++) {
            assertThat(send(OutboundRequest.get(local(port))).status()).isEqualTo(200);
        }
    }

    private OutboundHttp client(PrivateAddresses privateAddresses) {
        NameLookup lookup = name -> {
            lookups.incrementAndGet();
            if (!names.containsKey(name)) {
                throw new UnknownHostException(name);
            }
            return names.get(name);
        };
        var addresses = new OutboundAddresses(vertx, new AddressPolicy(privateAddresses, List.of()), lookup);
        var limits = new OutboundLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 2_000_000);
        return new OutboundHttp(vertx, addresses, limits, TrustedAuthorities.system(), "1.2.3");
    }

    private OutboundResponse send(OutboundRequest request) {
        return http.send(request).await().atMost(Duration.ofSeconds(10));
    }

    private OutboundException fail(OutboundRequest request) {
        return fail(http, request);
    }

    private static OutboundException fail(OutboundHttp http, OutboundRequest request) {
        return catchThrowableOfType(
                OutboundException.class, () -> http.send(request).await().atMost(Duration.ofSeconds(10)));
    }

    private int serve(Handler<HttpServerRequest> handler) {
        return vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private int listen(Handler<NetSocket> handler) {
        return vertx.createNetServer()
                .connectHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static String local(int port) {
        return "http://127.0.0.1:" + port + "/";
    }
}
