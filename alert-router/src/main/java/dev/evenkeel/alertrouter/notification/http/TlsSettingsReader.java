package dev.evenkeel.alertrouter.notification.http;

import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.platform.configuration.Secret;

/** Reads {@code tls_config}. */
public final class TlsSettingsReader {

    private static final Map<String, String> VERSIONS =
            Map.of("TLS10", "TLSv1", "TLS11", "TLSv1.1", "TLS12", "TLSv1.2", "TLS13", "TLSv1.3");

    private TlsSettingsReader() {}

    public static TlsSettings read(Fields fields) {
        Optional<Secret> authorities = pem(fields, "ca", "at most one of ca, ca_file & ca_ref must be configured");
        Optional<Secret> certificate =
                pem(fields, "cert", "at most one of cert, cert_file & cert_ref must be configured");
        fields.node("key").ifPresent(node -> node.conceal(Fields.SECRET));
        Optional<Secret> key = pem(fields, "key", "at most one of key and key_file must be configured");
        if (certificate.isPresent() && key.isEmpty()) {
            fields.reject("exactly one of key or key_file must be configured when a client certificate is configured");
        } else if (key.isPresent() && certificate.isEmpty()) {
            fields.reject("exactly one of cert or cert_file must be configured when a client key is configured");
        }
        Optional<String> least = version(fields, "min_version");
        Optional<String> most = version(fields, "max_version");
        if (least.isPresent() && most.isPresent() && most.get().compareTo(least.get()) < 0) {
            fields.reject(
                    "tls_config.max_version must be greater than or equal to tls_config.min_version if both are specified");
        }
        return new TlsSettings(
                authorities,
                certificate,
                key,
                fields.text("server_name"),
                fields.flag("insecure_skip_verify", false),
                least,
                most);
    }

    private static Optional<Secret> pem(Fields fields, String field, String both) {
        Optional<Secret> inline = fields.text(field).map(Secret::literal);
        Optional<Secret> file = fields.file(field + "_file");
        if (inline.isPresent() && file.isPresent()) {
            fields.reject(both);
        }
        return inline.or(() -> file);
    }

    private static Optional<String> version(Fields fields, String field) {
        return fields.text(field).map(written -> {
            String version = VERSIONS.get(written);
            if (version == null) {
                fields.node(field).ifPresent(node -> node.reject("unknown TLS version: " + written));
            }
            return Optional.ofNullable(version).orElse("TLSv1.2");
        });
    }
}
