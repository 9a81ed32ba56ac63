package dev.evenkeel.platform.outbound;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

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
 */
public record OutboundProxy(Type type, String host, int port, Optional<String> user, Optional<String> password) {

    /** What a proxy speaks. */
    public enum Type {
        HTTP,
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
            case "socks5", "socks5h" -> Type.SOCKS5;
            default -> throw new IllegalArgumentException("the proxy's scheme must be http or socks5, not " + scheme);
        };
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the proxy's URL names no host");
        }
        int usual = type == Type.HTTP ? 80 : 1080;
        String info = uri.getRawUserInfo();
        int colon = info == null ? -1 : info.indexOf(':');
        return new OutboundProxy(
                type,
                uri.getHost(),
                uri.getPort() < 0 ? usual : uri.getPort(),
                Optional.ofNullable(info).map(text -> decoded(colon < 0 ? text : text.substring(0, colon))),
                colon < 0 ? Optional.empty() : Optional.of(decoded(info.substring(colon + 1))));
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

    ProxyOptions at(String address) {
        var options = new ProxyOptions()
                .setType(type == Type.HTTP ? ProxyType.HTTP : ProxyType.SOCKS5)
                .setHost(address)
                .setPort(port);
        user.ifPresent(name -> options.setUsername(name).setPassword(password.orElse("")));
        return options;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "%s proxy %s:%d".formatted(type, host, port);
    }
}
