package dev.evenkeel.alertrouter.notification.http;

import java.util.List;
import java.util.Map;

import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.outbound.OutboundProxies;

/**
 * {@code http_config}: how a channel's requests are made, whatever they say.
 *
 * @param http2 whether HTTP/2 is spoken where TLS agrees on it
 * @param headers set on every request
 */
public record HttpSettings(
        HttpCredentials credentials,
        TlsSettings tls,
        OutboundProxies proxies,
        boolean followRedirects,
        boolean http2,
        Map<String, List<Secret>> headers) {

    /** Without any {@code http_config}. */
    public static final HttpSettings DEFAULT = new HttpSettings(
            new HttpCredentials.None(), TlsSettings.SYSTEM, OutboundProxies.NONE, true, true, Map.of());

    public HttpSettings withCredentials(HttpCredentials other) {
        return new HttpSettings(other, tls, proxies, followRedirects, http2, headers);
    }

    public HttpSettings withProxies(OutboundProxies other) {
        return new HttpSettings(credentials, tls, other, followRedirects, http2, headers);
    }

    /** Whether a request is made ready at once; otherwise files are read, on a thread that may block. */
    public boolean isAtHand() {
        return credentials.isAtHand()
                && tls.isAtHand()
                && headers.values().stream().flatMap(List::stream).allMatch(Secret::isAtHand);
    }

    public boolean hasToken() {
        return credentials instanceof HttpCredentials.Token;
    }
}
