package dev.evenkeel.alertrouter.tracing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.alertrouter.notification.http.TlsSettings;
import dev.evenkeel.alertrouter.notification.http.TlsSettingsReader;
import dev.evenkeel.alertrouter.tracing.TracingSettings.Protocol;
import dev.evenkeel.platform.configuration.Secret;

/** Reads {@code tracing}; mistakes are named in Alertmanager's words. */
public final class TracingSettingsReader {

    private TracingSettingsReader() {}

    public static TracingSettings read(Fields tracing) {
        Protocol protocol = protocol(tracing);
        String endpoint = tracing.requireText(tracing.text("endpoint"), "tracing endpoint must be set");
        double fraction = tracing.node("sampling_fraction")
                .map(node -> node.number(-Double.MAX_VALUE, Double.MAX_VALUE))
                .orElse(0.0);
        Duration timeout = tracing.duration("timeout");
        return new TracingSettings(
                protocol,
                endpoint,
                Math.clamp(fraction, 0.0, 1.0),
                tracing.flag("insecure", false),
                tracing.within("tls_config", TlsSettingsReader::read).orElse(TlsSettings.SYSTEM),
                headers(tracing),
                compressed(tracing),
                timeout.isZero() ? TracingSettings.USUAL_TIMEOUT : timeout);
    }

    private static Protocol protocol(Fields tracing) {
        String written = tracing.text("client_type", "grpc");
        if (!written.equals("grpc") && !written.equals("http")) {
            tracing.node("client_type")
                    .ifPresent(node ->
                            node.reject("expected tracing client type to be to be http or grpc, but got " + written));
        }
        return written.equals("http") ? Protocol.HTTP : Protocol.GRPC;
    }

    private static boolean compressed(Fields tracing) {
        String written = tracing.text("compression").orElse("");
        if (!written.isEmpty() && !written.equals("gzip")) {
            tracing.node("compression")
                    .ifPresent(node ->
                            node.reject("invalid compression type " + written + " provided, valid options: gzip"));
        }
        return written.equals("gzip");
    }

    /** Alertmanager sends one value of each. */
    private static Map<String, Secret> headers(Fields tracing) {
        var headers = new LinkedHashMap<String, Secret>();
        tracing.within("headers", HttpSettingsReader::anyHeaders)
                .orElse(Map.of())
                .forEach((name, values) -> values.stream().findFirst().ifPresent(value -> headers.put(name, value)));
        return headers;
    }
}
