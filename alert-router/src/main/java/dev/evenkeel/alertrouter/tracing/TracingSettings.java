package dev.evenkeel.alertrouter.tracing;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.http.TlsSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * {@code tracing}.
 *
 * @param endpoint host and port of the collector; empty if nothing is traced
 * @param samplingFraction share of traces that begin here and are kept, from 0 to 1; of traces that began elsewhere those are
 *     kept that are kept there
 * @param insecure whether TLS is not spoken
 * @param headers sent with every request
 * @param compressed whether by gzip
 * @param timeout of one request
 */
public record TracingSettings(
        Protocol protocol,
        String endpoint,
        double samplingFraction,
        boolean insecure,
        TlsSettings tls,
        Map<String, Secret> headers,
        boolean compressed,
        Duration timeout) {

    static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    /** Without the section. */
    public static final TracingSettings OFF =
            new TracingSettings(Protocol.GRPC, "", 0, false, TlsSettings.SYSTEM, Map.of(), false, USUAL_TIMEOUT);

    /** How a collector is spoken to. */
    public enum Protocol {
        GRPC,
        HTTP
    }

    /** Where spans are sent; empty if nothing is traced. */
    public Optional<String> url() {
        String path = protocol == Protocol.GRPC
                ? "/opentelemetry.proto.collector.trace.v1.TraceService/Export"
                : "/v1/traces";
        return endpoint.isEmpty()
                ? Optional.empty()
                : Optional.of((insecure ? "http://" : "https://") + endpoint + path);
    }
}
