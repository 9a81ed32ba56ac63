package dev.evenkeel.alertrouter.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import dev.evenkeel.alertrouter.recording.RecorderSettings.KafkaOutput;
import dev.evenkeel.platform.outbound.OutboundAddresses;
import dev.evenkeel.platform.outbound.OutboundTls;
import dev.evenkeel.platform.outbound.TrustedAuthorities;

/** Makes producers for Kafka as a configuration asks for them. */
@Singleton
class KafkaProducerProvider {

    /** A name, or an address, of version 6 in brackets. */
    private static final Pattern WITH_PORT = Pattern.compile("([^:]+|\\[.*]):[0-9]+");

    private static final int USUAL_PORT = 9092;
    private static final int LONGEST_CALL_MILLIS = 5_000;
    private static final int LINGER_MILLIS = 5;

    private final Vertx vertx;
    private final OutboundAddresses addresses;
    private final TrustedAuthorities authorities;

    KafkaProducerProvider(Vertx vertx, OutboundAddresses addresses, TrustedAuthorities authorities) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.authorities = authorities;
    }

    /**
     * A producer, which retries without end. Blocks for looking up names and reading certificates.
     *
     * @throws RuntimeException if a broker has no address, none that may be contacted, or a certificate cannot be used
     */
    Producer<byte[], byte[]> producer(KafkaOutput settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, permitted(settings.brokers()));
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, settings.clientId());
        properties.put(ProducerConfig.ACKS_CONFIG, settings.acks());
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, settings.acks().equals("all"));
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, settings.compression());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_CALL_MILLIS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // neither JMX nor the brokers need to hear of the client's own metrics
        properties.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        properties.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.tls().ifPresent(tls -> {
            OutboundTls now = tls.now();
            properties.put("security.protocol", "SSL");
            properties.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, KafkaTls.class);
            properties.put(KafkaTls.SETTINGS, now);
            properties.put(KafkaTls.CONTEXT, now.context(vertx, authorities));
        });
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The brokers that are named here; those that they name in turn are their affair. */
    private List<String> permitted(List<String> brokers) {
        List<String> permitted = new ArrayList<>();
        for (String broker : brokers) {
            boolean hasPort = WITH_PORT.matcher(broker).matches();
            String host = hasPort ? broker.substring(0, broker.lastIndexOf(':')) : broker;
            addresses.resolveBlocking(host);
            permitted.add(hasPort ? broker : broker + ":" + USUAL_PORT);
        }
        return permitted;
    }
}
