package dev.evenkeel.platform.outbound;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;

/** What Vert.x knows of an answer, as plain values. */
final class ResponseParts {

    private ResponseParts() {}

    /** Headers, and the trailers that are not among them. */
    static Map<String, List<String>> headers(MultiMap headers, MultiMap trailers) {
        var copy = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (String name : headers.names()) {
            copy.put(name, List.copyOf(headers.getAll(name)));
        }
        for (String name : trailers.names()) {
            copy.putIfAbsent(name, List.copyOf(trailers.getAll(name)));
        }
        return Collections.unmodifiableSortedMap(copy);
    }

    static Optional<Instant> certificateExpiry(HttpConnection connection) {
        if (!connection.isSsl()) {
            return Optional.empty();
        }
        try {
            return connection.peerCertificates().stream()
                    .filter(X509Certificate.class::isInstance)
                    .map(certificate ->
                            ((X509Certificate) certificate).getNotAfter().toInstant())
                    .findFirst();
        } catch (SSLPeerUnverifiedException anonymous) {
            // a cipher without certificates: there is nothing that could expire
            return Optional.empty();
        }
    }
}
