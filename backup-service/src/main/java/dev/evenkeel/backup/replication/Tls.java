package dev.evenkeel.backup.replication;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Puts TLS over a connection, as strictly as the settings ask for. */
final class Tls {

    private Tls() {}

    static SSLSocket over(Socket plain, ServerAddress.Tcp address, ConnectionSettings settings) throws IOException {
        boolean verify = settings.sslMode() == SslMode.VERIFY_FULL;
        SSLContext context =
                context(verify ? authorities(settings.rootCertificates()) : new TrustManager[] {new Anyone()});
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, address.host(), address.port(), true);
        if (verify) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        try {
            socket.startHandshake();
        } catch (SSLException refused) {
            throw new ReplicationException.AuthenticationFailed("TLS failed: " + refused.getMessage(), refused);
        }
        return socket;
    }

    private static SSLContext context(TrustManager[] trust) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            return context;
        } catch (GeneralSecurityException failed) {
            throw new IOException("this JDK cannot do TLS", failed);
        }
    }

    private static TrustManager[] authorities(Optional<Path> pemFile) throws IOException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(pemFile.isPresent() ? read(pemFile.get()) : null);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException failed) {
            throw new ReplicationException.AuthenticationFailed(
                    "the trusted certificates cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static KeyStore read(Path pemFile) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(pemFile)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
        }
        return store;
    }

    /** What {@code prefer} and {@code require} mean in libpq: privacy from listeners, no proof of who answers. */
    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("we are never the server");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // by the definition of these modes there is nothing to check
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
