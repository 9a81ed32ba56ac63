package dev.evenkeel.platform.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import io.vertx.core.net.TrustOptions;

/** Whose signature makes a server's certificate good: the system's authorities, and those of one's own house. */
public final class TrustedAuthorities {

    private final Optional<TrustManagerFactory> combined;

    private TrustedAuthorities(Optional<TrustManagerFactory> combined) {
        this.combined = combined;
    }

    public static TrustedAuthorities system() {
        return new TrustedAuthorities(Optional.empty());
    }

    /** @throws IllegalArgumentException naming the file that is missing or holds no certificate */
    public static TrustedAuthorities systemAnd(List<Path> pemFiles) {
        if (pemFiles.isEmpty()) {
            return system();
        }
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate authority : systemAuthorities()) {
                store.setCertificateEntry("system-" + number++, authority);
            }
            for (Path file : pemFiles) {
                for (Certificate authority : read(file)) {
                    store.setCertificateEntry("own-" + number++, authority);
                }
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return new TrustedAuthorities(Optional.of(factory));
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException("this Java's trust store cannot be used", broken);
        }
    }

    Optional<TrustOptions> trustOptions() {
        return combined.map(TrustOptions::wrap);
    }

    private static List<X509Certificate> systemAuthorities() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (var manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return List.of(x509.getAcceptedIssuers());
            }
        }
        return List.of();
    }

    private static List<? extends Certificate> read(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            var certificates =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem));
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("%s holds no certificate".formatted(file));
            }
            return certificates;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(
                    "%s cannot be read as PEM certificates: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }
}
