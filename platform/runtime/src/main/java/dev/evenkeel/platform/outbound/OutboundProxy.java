package dev.evenkeel.platform.outbound;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;

/**
 * A proxy through which peers are reached.
 *
 * @param type by which protocol
 * @param host name or address
 * @param port 1 to 65535
 * @param user empty for none
 * @param password empty for none
 * @param connectHeaders sent besides when a tunnel is asked for, by name
 */
public record OutboundProxy(
        Type type,
        String host,
        int port,
        Optional<String> user,
        Optional<String> password,
        Map<String, List<String>> connectHeaders) {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern UNSAFE_VALUE = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

    /** What a proxy speaks. */
    public enum Type {
        HTTP,
        /** HTTP within TLS. */
        HTTPS,
        SOCKS5
    }

    /**
     * @param url such as {@code http://user:password@proxy:3128}; without a scheme it is HTTP's
     * @throws IllegalArgumentException with a reason that does not quote the URL
     */
    public static OutboundProxy of(String url) {
        URI uri = parse(url.contains("://") ? url : "http://" + url);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        Type type = switch (scheme) {
            case "http" -> Type.HTTP;
            case "https" -> Type.HTTPS;
            case "socks5", "socks5h" -> Type.SOCKS5;
            default ->
                throw new IllegalArgumentException("the proxy's scheme must be http, https or socks5, not " + scheme);
        };
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the proxy's URL names no host");
        }
        int usual = switch (type) {
            case HTTP -> 80;
            case HTTPS -> 443;
            case SOCKS5 -> 1080;
        };
        String info = uri.getRawUserInfo();
        int colon = info == null ? -1 : info.indexOf(':');
        return new OutboundProxy(
                type,
                uri.getHost(),
                uri.getPort() < 0 ? usual : uri.getPort(),
                Optional.ofNullable(info).map(text -> decoded(colon < 0 ? text : text.substring(0, colon))),
                colon < 0 ? Optional.empty() : Optional.of(decoded(info.substring(colon + 1))),
                Map.of());
    }

    private static URI parse(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException malformed) {
            // without its cause, which quotes the URL with its password
            throw new IllegalArgumentException("the proxy's URL is not a URL");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /**
     * The same with headers that it wants to see in CONNECT requests.
     *
     * @throws IllegalArgumentException with a reason that does not quote a value, if one cannot be sent
     */
    public OutboundProxy withConnectHeaders(Map<String, List<String>> headers) {
        headers.forEach((name, values) -> {
            if (!TOKEN.matcher(name).matches()) {
                throw new IllegalArgumentException("'%s' is not a header name".formatted(name));
            }
            if (values.stream().anyMatch(value -> UNSAFE_VALUE.matcher(value).find())) {
                throw new IllegalArgumentException("the value of header %s holds a control character".formatted(name));
            }
        });
        return new OutboundProxy(type, host, port, user, password, Map.copyOf(headers));
    }

    /** Whether it takes more than Vert.x can do by itself to reach such a peer through it. */
    boolean needsTunnel(boolean tls) {
        return type == Type.HTTPS || (type == Type.HTTP && tls && !connectHeaders.isEmpty());
    }

    /** What is said to it to be connected with a peer. */
    String connectRequest(String authority) {
        var head = new StringBuilder("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n");
        user.ifPresent(name -> {
            byte[] pair = (name + ":" + password.orElse("")).getBytes(StandardCharsets.UTF_8);
            head.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(pair))
                    .append("\r\n");
        });
        connectHeaders.forEach((name, values) -> values.forEach(
                value -> head.append(name).append(": ").append(value).append("\r\n")));
        return head.append("\r\n").toString();
    }

    ProxyOptions at(String address) {
        var options = new ProxyOptions()
                .setType(type == Type.HTTP ? ProxyType.HTTP : ProxyType.SOCKS5)
                .setHost(address)
                .setPort(port);
        user.ifPresent(name -> options.setUsername(name).setPassword(password.orElse("")));
        return options;
    }

    /** Without the password and the headers. */
    @Override
    public String toString() {
        return "%s proxy %s:%d".formatted(type, host, port);
    }
}
