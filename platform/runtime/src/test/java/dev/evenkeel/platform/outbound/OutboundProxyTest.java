package dev.evenkeel.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ProxyOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.platform.outbound.AddressPolicy.PrivateAddresses;
import dev.evenkeel.platform.outbound.OutboundException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboundProxyTest {

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private int port;

    @BeforeAll
    void serve() {
        port = vertx.createHttpServer()
                .requestHandler(this::proxy)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private void proxy(HttpServerRequest request) {
        String own = String.join(",", request.headers().getAll("X-Team"))
                + request.headers().get("X-A");
        asked.add(request.method() + " " + request.uri() + " " + request.getHeader("Proxy-Authorization")
                + (own.equals("null") ? "" : " " + own.replace("null", "")));
        if (request.uri().startsWith("peer.example:")) {
            int peer = Integer.parseInt(request.uri().substring("peer.example:".length()));
            request.toNetSocket().onSuccess(socket -> {
                socket.pause();
                vertx.createNetClient().connect(peer, "127.0.0.1").onSuccess(other -> {
                    socket.pipeTo(other);
                    other.pipeTo(socket);
                });
            });
        } else if (request.method().equals(HttpMethod.CONNECT)) {
            request.toNetSocket().onSuccess(NetSocket::close);
        } else {
            request.response().end("through the proxy");
        }
    }

    @AfterAll
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aPlainRequestGoesThroughTheProxyThoughOnlyThatKnowsTheName() {
        OutboundResponse response = send("http://only.behind.example/path", through());

        assertThat(response.bodyText()).isEqualTo("through the proxy");
        assertThat(asked).contains("GET http://only.behind.example/path Basic dTpw");
    }

    @Test
    void aTlsRequestAsksTheProxyForATunnelToTheName() {
        OutboundException failure =
                catchThrowableOfType(OutboundException.class, () -> send("https://only.behind.example/", through()));

        assertThat(failure.reason()).isIn(Reason.TLS, Reason.CONNECT_FAILED);
        assertThat(asked).contains("CONNECT only.behind.example:443 Basic dTpw");
    }

    @Test
    void aProxyIsShownTheHeadersThatItWantsToSee() {
        OutboundProxies proxies = through().withConnectHeaders(Map.of("X-Team", List.of("one", "two")));

        OutboundException failure =
                catchThrowableOfType(OutboundException.class, () -> send("https://only.behind.example/x", proxies));

        assertThat(failure.reason()).isIn(Reason.TLS, Reason.CONNECT_FAILED);
        assertThat(asked).contains("CONNECT only.behind.example:443 Basic dTpw one,two");
    }

    @Test
    void aTunnelWithHeadersLeadsToThePeer() {
        int peer = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(said -> socket.write(said)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        var proxy = OutboundProxy.of("http://127.0.0.1:" + port).withConnectHeaders(Map.of("X-A", List.of("b")));
        var limits = new OutboundLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 1_000_000);
        var tunnels = new ProxyTunnels(vertx, limits, TrustedAuthorities.system());
        ProxyOptions options = tunnels.through(proxy, InetAddress.ofLiteral("127.0.0.1"), OutboundTls.SYSTEM)
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        String echoed = vertx.createNetClient(new NetClientOptions().setProxyOptions(options))
                .connect(peer, "peer.example")
                .flatMap(socket -> {
                    Promise<String> answer = Promise.promise();
                    socket.handler(said -> answer.tryComplete(said.toString()));
                    return socket.write("echo").flatMap(written -> answer.future());
                })
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        assertThat(echoed).isEqualTo("echo");
        assertThat(asked).contains("CONNECT peer.example:" + peer + " null b");
    }

    @Test
    void nobodyElseGetsThroughATunnel() {
        var limits = new OutboundLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 1_000_000);
        var tunnels = new ProxyTunnels(vertx, limits, TrustedAuthorities.system());
        ProxyOptions options = tunnels.through(
                        OutboundProxy.of("https://proxy.example"),
                        InetAddress.ofLiteral("127.0.0.1"),
                        OutboundTls.SYSTEM)
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        assertThat(vertx.createNetClient(new NetClientOptions().setProxyOptions(options.setPassword("guessed")))
                        .connect(443, "peer.example")
                        .toCompletionStage()
                        .toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void aProxyIsNoWayToAForbiddenAddress() {
        OutboundException failure =
                catchThrowableOfType(OutboundException.class, () -> send("http://metadata.example/", through()));

        assertThat(failure.reason()).isEqualTo(Reason.REFUSED_BY_POLICY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://a.example/        | a.example               | true
                    http://b.a.example/      | a.example               | true
                    http://a.example/        | .a.example              | false
                    http://b.a.example/      | *.a.example             | true
                    http://ba.example/       | a.example               | false
                    http://a.example:81/     | a.example:80            | false
                    http://a.example/        | a.example:80            | true
                    http://10.1.2.3/         | 10.0.0.0/8              | true
                    http://10.1.2.3/         | 10.1.2.4,x,10.1.2.3     | true
                    http://[fd00::1]/        | fd00::/8                | true
                    http://anything.example/ | *                       | true
                    http://localhost/        | x                       | true
                    http://127.0.0.2/        | x                       | true
                    """)
    void peersAreExemptAsNoProxyLists(String url, String noProxy, boolean directly) {
        var proxies = OutboundProxies.through(OutboundProxy.of("http://proxy.example:3128"), noProxy);

        assertThat(proxies.towards(HttpTarget.parse(url)).isEmpty()).isEqualTo(directly);
    }

    @Test
    void theEnvironmentNamesAProxyForEachScheme() {
        var proxies = OutboundProxies.ofEnvironment(
                Map.of("http_proxy", "plain.example:3128", "HTTPS_PROXY", "socks5://tls.example"));

        assertThat(proxies.towards(HttpTarget.parse("http://a.example/")))
                .hasToString("Optional[HTTP proxy plain.example:3128]");
        assertThat(proxies.towards(HttpTarget.parse("https://a.example/")))
                .hasToString("Optional[SOCKS5 proxy tls.example:1080]");
    }

    private OutboundProxies through() {
        return OutboundProxies.through(OutboundProxy.of("http://u:p@proxy.example:" + port));
    }

    private OutboundResponse send(String url, OutboundProxies proxies) {
        Map<String, String> names = Map.of("proxy.example", "127.0.0.1", "metadata.example", "169.254.169.254");
        NameLookup lookup = name -> {
            if (!names.containsKey(name)) {
                throw new UnknownHostException(name);
            }
            return List.of(InetAddress.ofLiteral(names.get(name)));
        };
        var addresses = new OutboundAddresses(vertx, new AddressPolicy(PrivateAddresses.ALLOW, List.of()), lookup);
        var limits = new OutboundLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 1_000_000);
        return new OutboundHttp(vertx, addresses, limits, TrustedAuthorities.system(), "1")
                .send(OutboundRequest.get(url).proxies(proxies))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
