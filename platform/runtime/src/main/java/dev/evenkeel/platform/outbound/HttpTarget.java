package dev.evenkeel.platform.outbound;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.vertx.core.net.HostAndPort;

import dev.evenkeel.platform.outbound.OutboundException.Reason;

/**
 * What a URL asks to contact, read once and strictly so that what is judged is what is contacted.
 *
 * @param tls whether the scheme is https
 * @param host lower-case ASCII name without brackets
 * @param literal the address, if the host is one, in whatever notation it was written
 * @param port 1 to 65535
 * @param requestUri path and query, ASCII, beginning with a slash
 */
record HttpTarget(boolean tls, String host, Optional<InetAddress> literal, int port, String requestUri) {

    private static final int LONGEST_URL = 8192;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_-]*)(\\.[a-z0-9_]([a-z0-9_-]*))*\\.?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

    /** @throws OutboundException with {@link Reason#INVALID_URL} */
    static HttpTarget parse(String url) {
        URI uri = uri(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw invalid("its scheme must be http or https");
        }
        String authority = uri.getRawAuthority();
        if (authority == null || authority.isEmpty()) {
            throw invalid("it names no host");
        }
        if (authority.indexOf('@') >= 0) {
            throw invalid("it carries a user name or password; configure credentials apart from the URL");
        }
        boolean tls = scheme.equals("https");
        int hostEnd = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.lastIndexOf(':');
        hostEnd = hostEnd < 0 ? authority.length() : hostEnd;
        int port = port(authority.substring(hostEnd), tls ? 443 : 80);
        String written = authority.substring(0, hostEnd);
        if (written.startsWith("[")) {
            InetAddress address = ipv6(written.substring(1, written.length() - 1));
            return new HttpTarget(tls, address.getHostAddress(), Optional.of(address), port, requestUri(uri));
        }
        String host = name(written);
        return new HttpTarget(tls, host, ipv4(host), port, requestUri(uri));
    }

    /** Reads a host that stands alone, as a TCP check has it: a name, or an IPv6 address with or without brackets. */
    static HttpTarget ofHost(String host, int port) {
        if (port < 1 || port > 65535) {
            throw invalid("port %d is not between 1 and 65535".formatted(port));
        }
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        if (host.indexOf('/') >= 0 || host.indexOf('?') >= 0 || host.indexOf('#') >= 0) {
            throw invalid("a host is only a name or an address");
        }
        return parse("http://" + (bare ? "[" + host + "]" : host) + ":" + port + "/");
    }

    /** Scheme, host and port: what may be shown of a URL. */
    String origin() {
        return (tls ? "https://" : "http://") + authority();
    }

    /** Host and port as a Host header has them, the port left out where the scheme implies it. */
    String authority() {
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? bracketed : bracketed + ":" + port;
    }

    /** The same as Vert.x wants it, which leaves out the port by itself. */
    HostAndPort hostAndPort() {
        return HostAndPort.create(host.indexOf(':') >= 0 ? "[" + host + "]" : host, port);
    }

    /** Where a redirect from here leads. */
    HttpTarget resolve(String location) {
        try {
            return parse(new URI(origin() + requestUri)
                    .resolve(new URI(asciiOnly(location)))
                    .toString());
        } catch (URISyntaxException unreadable) {
            // without its cause, which quotes the location
            throw new OutboundException(Reason.INVALID_URL, origin() + " redirects to something that is not a URL");
        }
    }

    boolean sameOrigin(HttpTarget other) {
        return origin().equals(other.origin());
    }

    private static URI uri(String url) {
        if (url == null || url.isBlank()) {
            throw invalid("it is empty");
        }
        if (url.length() > LONGEST_URL) {
            throw invalid("it is longer than %d characters".formatted(LONGEST_URL));
        }
        try {
            return new URI(url);
        } catch (URISyntaxException unreadable) {
            // neither its message nor the exception itself may travel on: both quote the URL
            throw invalid("%s at index %d".formatted(unreadable.getReason(), unreadable.getIndex()));
        }
    }

    private static int port(String suffix, int usual) {
        if (suffix.isEmpty() || suffix.equals(":")) {
            return usual;
        }
        if (suffix.matches(":[0-9]{1,5}")) {
            int port = Integer.parseInt(suffix.substring(1));
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw invalid("its port is not a number between 1 and 65535");
    }

    private static String name(String written) {
        String ascii;
        try {
            ascii = IDN.toASCII(written).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException unreadable) {
            throw new OutboundException(Reason.INVALID_URL, "the URL cannot be used: bad host name", unreadable);
        }
        if (ascii.length() > 254 || !NAME.matcher(ascii).matches()) {
            throw invalid("its host is not a name or an address");
        }
        return ascii;
    }

    private static InetAddress ipv6(String text) {
        if (text.indexOf('%') >= 0) {
            throw invalid("an IPv6 address with a zone is not accepted");
        }
        try {
            if (text.indexOf(':') >= 0) {
                return InetAddress.ofLiteral(text);
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw new OutboundException(Reason.INVALID_URL, "the URL cannot be used: bad IPv6 address", notAnAddress);
        }
        throw invalid("what stands in brackets is not an IPv6 address");
    }

    /** As every C library reads it: 127.1, 0177.0.0.1, 0x7f000001 and 2130706433 are all the same loopback address. */
    private static Optional<InetAddress> ipv4(String host) {
        String text = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = text.substring(text.lastIndexOf('.') + 1);
        if (!NUMBER.matcher(last).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Inet4Address.ofPosixLiteral(text));
        } catch (IllegalArgumentException notAnAddress) {
            throw new OutboundException(Reason.INVALID_URL, "the URL cannot be used: bad IPv4 address", notAnAddress);
        }
    }

    private static String requestUri(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return asciiOnly(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private static String asciiOnly(String text) {
        var ascii = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet < 0) {
                ascii.append("%%%02X".formatted(octet & 0xff));
            } else {
                ascii.append((char) octet);
            }
        }
        return ascii.toString();
    }

    private static OutboundException invalid(String why) {
        return new OutboundException(Reason.INVALID_URL, "the URL cannot be used: " + why);
    }
}
