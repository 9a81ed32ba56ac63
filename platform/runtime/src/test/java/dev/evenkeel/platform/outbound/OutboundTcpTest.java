package dev.evenkeel.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.outbound.AddressPolicy.PrivateAddresses;
import dev.evenkeel.platform.outbound.OutboundException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class OutboundTcpTest {

    private final Vertx vertx = Vertx.vertx();
    private final OutboundAddresses addresses =
            new OutboundAddresses(vertx, new AddressPolicy(PrivateAddresses.ALLOW, List.of()), name -> {
                throw new UnknownHostException(name);
            });
    private final OutboundTcp tcp =
            new OutboundTcp(vertx, addresses, new OutboundLimits(Duration.ofSeconds(1), Duration.ofSeconds(5), 1_000));

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anOpenPortGivesAConnectionAndItsTime() {
        var server = vertx.createNetServer()
                .connectHandler(socket -> {})
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        var connection = tcp.connect("127.0.0.1", server.actualPort()).await().atMost(Duration.ofSeconds(5));

        assertThat(connection.connect()).isPositive();
        assertThat(connection.dns()).isZero();
        assertThat(connection.address()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
        connection.socket().close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void eachFailureHasItsReason() {
        assertThat(reason("127.0.0.1", 1)).isEqualTo(Reason.CONNECT_FAILED);
        assertThat(reason("fe80::1", 80)).isEqualTo(Reason.REFUSED_BY_POLICY);
        assertThat(reason("2852039166", 80)).isEqualTo(Reason.REFUSED_BY_POLICY);
        assertThat(reason("nowhere.example", 80)).isEqualTo(Reason.UNRESOLVED);
        assertThat(reason("user@host", 80)).isEqualTo(Reason.INVALID_URL);
        assertThat(reason("host/path", 80)).isEqualTo(Reason.INVALID_URL);
        assertThat(reason("127.0.0.1", 0)).isEqualTo(Reason.INVALID_URL);
    }

    @Test
    void anAddressForAnotherClientIsJudgedTheSameWay() {
        assertThat(addresses.resolve("[::1]").await().indefinitely()).containsExactly(InetAddress.ofLiteral("::1"));
        assertThat(catchThrowableOfType(
                                OutboundException.class,
                                () -> addresses
                                        .resolve("169.254.169.254")
                                        .await()
                                        .indefinitely())
                        .reason())
                .isEqualTo(Reason.REFUSED_BY_POLICY);
        assertThat(catchThrowableOfType(
                                OutboundException.class,
                                () -> addresses.resolve("a b").await().indefinitely())
                        .reason())
                .isEqualTo(Reason.INVALID_URL);
    }

    private Reason reason(String host, int port) {
        return catchThrowableOfType(
                        OutboundException.class,
                        () -> tcp.connect(host, port).await().atMost(Duration.ofSeconds(5)))
                .reason();
    }
}
