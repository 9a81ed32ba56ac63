package dev.evenkeel.alertrouter.recording;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.alertrouter.notification.http.TlsSettings;
import dev.evenkeel.alertrouter.recording.RecorderSettings.KafkaOutput;
import dev.evenkeel.platform.outbound.AddressPolicy;
import dev.evenkeel.platform.outbound.AddressPolicy.PrivateAddresses;
import dev.evenkeel.platform.outbound.NameLookup;
import dev.evenkeel.platform.outbound.OutboundAddresses;
import dev.evenkeel.platform.outbound.OutboundException;
import dev.evenkeel.platform.outbound.TrustedAuthorities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Kafka's own client, as far as it goes without a broker. */
class KafkaProducerProviderTest {

    private static final int TLS_HANDSHAKE = 22;

    private final Vertx vertx = Vertx.vertx();
    private final KafkaProducerProvider provider = new KafkaProducerProvider(
            vertx,
            new OutboundAddresses(vertx, new AddressPolicy(PrivateAddresses.ALLOW, List.of()), NameLookup.SYSTEM),
            TrustedAuthorities.system());

    @AfterEach
    void close() {
        vertx.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void itTakesEveryCompression(String compression) {
        provider.producer(settings("127.0.0.1:1", "all", compression, Optional.empty()))
                .close(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "all"})
    void itTakesEveryKindOfAcknowledgement(String acks) {
        provider.producer(settings("127.0.0.1", acks, "none", Optional.empty())).close(Duration.ZERO);
    }

    @Test
    void withTlsItSpeaksTlsFromTheFirstByte() throws IOException {
        try (var broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var _ = provider.producer(
                        settings("127.0.0.1:" + broker.getLocalPort(), "1", "none", Optional.of(TlsSettings.SYSTEM)));
                Socket connection = broker.accept();
                InputStream sent = connection.getInputStream()) {
            assertThat(sent.read()).isEqualTo(TLS_HANDSHAKE);
        }
    }

    @Test
    void aBrokerThatMayNotBeContactedIsNot() {
        assertThatThrownBy(() -> provider.producer(settings("169.254.169.254:9092", "1", "none", Optional.empty())))
                .isInstanceOf(OutboundException.class)
                .hasMessageContaining("may not be contacted");
    }

    private static KafkaOutput settings(String broker, String acks, String compression, Optional<TlsSettings> tls) {
        return new KafkaOutput(List.of(broker), "events", "alertmanager", false, acks, compression, 10, tls);
    }
}
