package dev.evenkeel.alertrouter.notification.http;

import java.util.Optional;
import java.util.stream.Stream;

import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.outbound.OutboundTls;

/**
 * {@code tls_config}. Certificates and keys are PEM texts, which may be in files.
 *
 * @param leastVersion in Java's words, as {@code TLSv1.2}
 * @param mostVersion likewise
 */
public record TlsSettings(
        Optional<Secret> authorities,
        Optional<Secret> certificate,
        Optional<Secret> key,
        Optional<String> serverName,
        boolean insecure,
        Optional<String> leastVersion,
        Optional<String> mostVersion) {

    public static final TlsSettings SYSTEM = new TlsSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());

    /** Whether there are no files to read. */
    boolean isAtHand() {
        return Stream.of(authorities, certificate, key)
                .flatMap(Optional::stream)
                .allMatch(Secret::isAtHand);
    }

    /** With the files as they are now; blocks for reading them. */
    public OutboundTls now() {
        return new OutboundTls(
                authorities.map(Secret::reveal),
                certificate.map(Secret::reveal),
                key.map(Secret::reveal),
                serverName,
                insecure,
                leastVersion,
                mostVersion);
    }
}
