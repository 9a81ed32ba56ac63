package dev.evenkeel.platform.outbound;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;

/**
 * How TLS is spoken to one peer where the system's way will not do. Everything is PEM text, so that a file that changed
 * makes another value.
 *
 * @param authorities whose certificates are trusted, and no other's; empty for the system's
 * @param certificate shown to the peer; with {@code key} or not at all
 * @param key of the certificate, PKCS #8, or PKCS #1 for RSA
 * @param serverName asked for, and looked for in the peer's certificate, in place of the URL's host
 * @param insecure whether any certificate will do
 * @param leastVersion such as {@code TLSv1.2}; empty for what Java allows
 * @param mostVersion likewise
 */
public record OutboundTls(
        Optional<String> authorities,
        Optional<String> certificate,
        Optional<String> key,
        Optional<String> serverName,
        boolean insecure,
        Optional<String> leastVersion,
        Optional<String> mostVersion) {

    /** As the system does it. */
    public static final OutboundTls SYSTEM = new OutboundTls(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());

    private static final Set<String> VERSIONS = new TreeSet<>(Set.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"));

    void applyTo(ClientOptionsBase options) {
        authorities.ifPresent(pem -> options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem))));
        keyOptions().ifPresent(options::setKeyCertOptions);
        if (insecure) {
            options.setTrustAll(true);
            switch (options) {
                case HttpClientOptions http -> http.setVerifyHost(false);
                case NetClientOptions net -> net.setHostnameVerificationAlgorithm("");
                default -> throw new IllegalArgumentException("nobody else checks names");
            }
        }
        if (leastVersion.isPresent() || mostVersion.isPresent()) {
            options.setEnabledSecureTransportProtocols(versions());
        }
    }

    /**
     * The same for code that opens connections of its own, which then has to check the peer's name itself unless it is
     * {@code insecure}.
     *
     * @param system whom the system trusts
     * @throws IllegalArgumentException if the certificates or the key cannot be used
     */
    public SSLContext context(Vertx vertx, TrustedAuthorities system) {
        try {
            TrustManager[] trusted = insecure
                    ? InsecureTrustManagerFactory.INSTANCE.getTrustManagers()
                    : trustOptions(system).isEmpty()
                            ? null
                            : trustOptions(system)
                                    .get()
                                    .getTrustManagerFactory(vertx)
                                    .getTrustManagers();
            KeyManager[] keys = keyOptions().isEmpty()
                    ? null
                    : keyOptions().get().getKeyManagerFactory(vertx).getKeyManagers();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted, null);
            return context;
        } catch (Exception unusable) { // declared by Vert.x' factories
            throw new IllegalArgumentException(
                    "the certificates cannot be used: " + Failures.describe(unusable), unusable);
        }
    }

    private Optional<TrustOptions> trustOptions(TrustedAuthorities system) {
        return authorities
                .<TrustOptions>map(pem -> new PemTrustOptions().addCertValue(Buffer.buffer(pem)))
                .or(system::trustOptions);
    }

    private Optional<KeyCertOptions> keyOptions() {
        return certificate.isPresent() && key.isPresent()
                ? Optional.of(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(certificate.get()))
                        .addKeyValue(Buffer.buffer(key.get())))
                : Optional.empty();
    }

    /** The versions that may be spoken. */
    public Set<String> versions() {
        var allowed = new TreeSet<>(VERSIONS);
        allowed.removeIf(version -> version.compareTo(leastVersion.orElse("TLSv1.2")) < 0
                || version.compareTo(mostVersion.orElse("TLSv1.3")) > 0);
        return allowed;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "OutboundTls[serverName=%s, insecure=%s]".formatted(serverName, insecure);
    }
}
