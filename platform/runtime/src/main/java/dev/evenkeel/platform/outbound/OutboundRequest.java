package dev.evenkeel.platform.outbound;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.vertx.core.buffer.Buffer;

/**
 * What to send. Immutable; begin with {@link #get} or {@link #post} and refine. What is left empty is taken from the
 * settings.
 *
 * @param method an HTTP method in upper case
 * @param url absolute, http or https, without user name
 * @param headers by case-insensitive name
 * @param body empty for none; do not change it afterwards
 * @param timeout of the whole exchange: lookup, connect, redirects, body
 * @param maxResponseBytes of the body, after decompression
 * @param maxRedirects 0 (not followed) to 5
 * @param ownConnection whether to open a connection for this exchange alone, as a probe wants in order to see that one
 *     can be opened
 * @param tls how TLS is spoken, if it is
 * @param proxies through which the peer is reached
 * @param version which HTTP is spoken
 */
public record OutboundRequest(
        String method,
        String url,
        Map<String, String> headers,
        Buffer body,
        Optional<Duration> timeout,
        Optional<Long> maxResponseBytes,
        int maxRedirects,
        boolean ownConnection,
        OutboundTls tls,
        OutboundProxies proxies,
        Version version) {

    /** Of HTTP. */
    public enum Version {
        HTTP_1_1,
        /** HTTP/2 where TLS agrees on it (ALPN), and HTTP/1.1 otherwise. */
        HTTP_2_IF_OFFERED,
        /** HTTP/2 in any case, without TLS too (RFC 9113, section 3.3). */
        HTTP_2
    }

    private static final int MOST_REDIRECTS = 5;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern UNSAFE_VALUE = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
    // how long a message is and when the connection ends is this client's business alone
    private static final Set<String> RESERVED =
            Set.of("connection", "content-length", "expect", "keep-alive", "te", "transfer-encoding", "upgrade");

    /** @throws IllegalArgumentException for a method, header or redirect count that cannot be sent */
    public OutboundRequest {
        require(TOKEN.matcher(method).matches(), () -> "'%s' is not an HTTP method".formatted(method));
        require(
                maxRedirects >= 0 && maxRedirects <= MOST_REDIRECTS,
                () -> "%d redirects: 0 to %d are allowed".formatted(maxRedirects, MOST_REDIRECTS));
        var copy = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            require(TOKEN.matcher(name).matches(), () -> "'%s' is not a header name".formatted(name));
            require(
                    !RESERVED.contains(name.toLowerCase(Locale.ROOT)),
                    () -> "the header %s cannot be set".formatted(name));
            require(
                    !UNSAFE_VALUE.matcher(value).find(),
                    () -> "the value of header %s holds a control character".formatted(name));
            copy.put(name, value);
        });
        headers = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * A URL as it stands in a configuration, checked before anybody uses it.
     *
     * @throws IllegalArgumentException with a reason that does not quote the URL
     */
    public static String checkedUrl(String url) {
        try {
            HttpTarget.parse(url);
            return url;
        } catch (OutboundException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }

    public static OutboundRequest of(String method, String url) {
        return new OutboundRequest(
                method,
                url,
                Map.of(),
                Buffer.buffer(),
                Optional.empty(),
                Optional.empty(),
                0,
                false,
                OutboundTls.SYSTEM,
                OutboundProxies.NONE,
                Version.HTTP_1_1);
    }

    public static OutboundRequest get(String url) {
        return of("GET", url);
    }

    public static OutboundRequest post(String url, String contentType, Buffer body) {
        return of("POST", url).header("Content-Type", contentType).body(body);
    }

    /** Adds or replaces a header. */
    public OutboundRequest header(String name, String value) {
        var changed = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(headers);
        changed.put(name, value);
        return with(draft -> draft.headers = changed);
    }

    public OutboundRequest bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public OutboundRequest basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public OutboundRequest body(Buffer body) {
        return with(draft -> draft.body = body);
    }

    public OutboundRequest timeout(Duration timeout) {
        return with(draft -> draft.timeout = Optional.of(timeout));
    }

    public OutboundRequest maxResponseBytes(long bytes) {
        return with(draft -> draft.maxResponseBytes = Optional.of(bytes));
    }

    /** Follows redirects, each judged as the first URL was; headers stay behind when the origin changes. */
    public OutboundRequest followRedirects(int atMost) {
        return with(draft -> draft.maxRedirects = atMost);
    }

    public OutboundRequest onOwnConnection() {
        return with(draft -> draft.ownConnection = true);
    }

    public OutboundRequest tls(OutboundTls tls) {
        return with(draft -> draft.tls = tls);
    }

    public OutboundRequest proxies(OutboundProxies proxies) {
        return with(draft -> draft.proxies = proxies);
    }

    public OutboundRequest version(Version version) {
        return with(draft -> draft.version = version);
    }

    private OutboundRequest with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return new OutboundRequest(
                method,
                url,
                draft.headers,
                draft.body,
                draft.timeout,
                draft.maxResponseBytes,
                draft.maxRedirects,
                draft.ownConnection,
                draft.tls,
                draft.proxies,
                draft.version);
    }

    /** A request while one part of it is being changed. */
    private static final class Draft {

        private Map<String, String> headers;
        private Buffer body;
        private Optional<Duration> timeout;
        private Optional<Long> maxResponseBytes;
        private int maxRedirects;
        private boolean ownConnection;
        private OutboundTls tls;
        private OutboundProxies proxies;
        private Version version;

        private Draft(OutboundRequest request) {
            headers = request.headers;
            body = request.body;
            timeout = request.timeout;
            maxResponseBytes = request.maxResponseBytes;
            maxRedirects = request.maxRedirects;
            ownConnection = request.ownConnection;
            tls = request.tls;
            proxies = request.proxies;
            version = request.version;
        }
    }

    /** Without URL, header values and body, any of which may carry a secret. */
    @Override
    public String toString() {
        return "OutboundRequest[%s, headers %s, body of %d bytes]".formatted(method, headers.keySet(), body.length());
    }

    /** The sentence is made only if it is needed: a request is checked each time a part of it is added. */
    private static void require(boolean condition, Supplier<String> otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise.get());
        }
    }
}
