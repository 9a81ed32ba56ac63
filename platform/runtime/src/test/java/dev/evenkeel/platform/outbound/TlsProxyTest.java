package dev.evenkeel.platform.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.platform.outbound.AddressPolicy.PrivateAddresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A proxy within TLS whose certificate is for {@code proxy.example}, and plain proxies that refuse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsProxyTest {

    private final Vertx vertx = Vertx.vertx();

    private Path authority;
    private int peer;
    private int proxy;
    private int plainProxy;

    @BeforeAll
    void serve(@TempDir Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("proxy.p12");
        authority = folder.resolve("authority.pem");
        keytool(store, "-genkeypair -alias s -keyalg EC -dname CN=proxy -validity 30 -ext san=dns:proxy.example");
        keytool(store, "-exportcert -rfc -alias s -file " + authority);
        peer = listen(new HttpServerOptions(), request -> request.response().end("the peer"));
        proxy = listen(
                new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                                new PfxOptions().setPath(store.toString()).setPassword("changeit")),
                this::proxy);
        plainProxy = listen(new HttpServerOptions(), this::proxy);
    }

    private int listen(HttpServerOptions options, Handler<HttpServerRequest> handler) {
        return vertx.createHttpServer(options)
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private void proxy(HttpServerRequest request) {
        String host = request.uri().split(":", -1)[0];
        switch (host) {
            case "forbidden.example" -> request.response().setStatusCode(403).end();
            case "unknown.example" -> request.response().setStatusCode(407).end();
            default ->
                request.toNetSocket().onSuccess(socket -> {
                    socket.pause();
                    vertx.createNetClient().connect(peer, "127.0.0.1").onSuccess(other -> {
                        socket.pipeTo(other);
                        other.pipeTo(socket);
                    });
                });
        }
    }

    @AfterAll
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aProxyThatIsWhatItIsCalledLeadsToThePeer() {
        assertThat(send("http://peer.example/", "https://proxy.example:" + proxy, OutboundTls.SYSTEM)
                        .bodyText())
                .isEqualTo("the peer");
    }

    @Test
    void aProxyThatIsSomebodyElseIsNotUsed() {
        OutboundException failure = fail("http://peer.example/", "https://other.example:" + proxy, OutboundTls.SYSTEM);

        assertThat(failure)
                .hasMessageContaining("through the HTTPS proxy other.example:" + proxy)
                .hasMessageContaining("other.example found");
    }

    @Test
    void aServerNameCountsForTheProxyToo() {
        var called = new OutboundTls(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("proxy.example"),
                false,
                Optional.empty(),
                Optional.empty());

        assertThat(send("http://peer.example/", "https://127.0.0.1:" + proxy, called)
                        .bodyText())
                .isEqualTo("the peer");
    }

    @ParameterizedTest
    @CsvSource({"forbidden.example, 403 Forbidden", "unknown.example, 407 Proxy Authentication Required"})
    void whatAProxyAnswersIsTold(String host, String answer) {
        OutboundException encrypted =
                fail("http://" + host + "/", "https://proxy.example:" + proxy, OutboundTls.SYSTEM);
        OutboundException plain =
                fail("https://" + host + "/", "http://proxy.example:" + plainProxy, OutboundTls.SYSTEM);

        assertThat(encrypted).hasMessageEndingWith("the proxy answered " + answer);
        assertThat(plain).hasMessageEndingWith("the proxy answered " + answer);
    }

    private OutboundException fail(String url, String through, OutboundTls tls) {
        return catchThrowableOfType(OutboundException.class, () -> send(url, through, tls));
    }

    private OutboundResponse send(String url, String through, OutboundTls tls) {
        // literals, so that no address brings a name along
        NameLookup lookup = name -> List.of(InetAddress.ofLiteral("127.0.0.1"));
        var addresses = new OutboundAddresses(vertx, new AddressPolicy(PrivateAddresses.ALLOW, List.of()), lookup);
        var limits = new OutboundLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 1_000_000);
        return new OutboundHttp(vertx, addresses, limits, TrustedAuthorities.systemAnd(List.of(authority)), "1")
                .send(OutboundRequest.get(url).tls(tls).proxies(OutboundProxies.through(OutboundProxy.of(through))))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static void keytool(Path store, String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments.split(" ", -1)));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit", "-keystore", store.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
