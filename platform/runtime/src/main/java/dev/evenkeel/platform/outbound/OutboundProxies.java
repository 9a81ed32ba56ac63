package dev.evenkeel.platform.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which peers are reached through which proxy.
 *
 * @param http for peers that speak plain HTTP
 * @param https for peers that speak TLS
 * @param exempt peers that are reached directly, as {@code NO_PROXY} lists them: names (with all below them, or with a
 *     leading dot only those below), addresses, blocks, each with a port or without, or {@code *} for all
 * @param localDirectly whether this machine itself is reached directly
 */
public record OutboundProxies(
        Optional<OutboundProxy> http, Optional<OutboundProxy> https, List<String> exempt, boolean localDirectly) {

    /** No proxy for anyone. */
    public static final OutboundProxies NONE = new OutboundProxies(Optional.empty(), Optional.empty(), List.of(), true);

    /** One proxy for all, this machine included. */
    public static OutboundProxies through(OutboundProxy proxy) {
        return new OutboundProxies(Optional.of(proxy), Optional.of(proxy), List.of(), false);
    }

    /** One proxy for all but {@code noProxy}, a list with commas, and this machine. */
    public static OutboundProxies through(OutboundProxy proxy, String noProxy) {
        return new OutboundProxies(Optional.of(proxy), Optional.of(proxy), split(noProxy), true);
    }

    /**
     * As {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY} say, or the same in lower case.
     *
     * @throws IllegalArgumentException if one of them is no proxy
     */
    public static OutboundProxies ofEnvironment(Map<String, String> environment) {
        return new OutboundProxies(
                variable(environment, "HTTP_PROXY").map(OutboundProxy::of),
                variable(environment, "HTTPS_PROXY").map(OutboundProxy::of),
                split(variable(environment, "NO_PROXY").orElse("")),
                true);
    }

    /** The same with headers for CONNECT requests; see {@link OutboundProxy#withConnectHeaders}. */
    public OutboundProxies withConnectHeaders(Map<String, List<String>> headers) {
        return new OutboundProxies(
                http.map(proxy -> proxy.withConnectHeaders(headers)),
                https.map(proxy -> proxy.withConnectHeaders(headers)),
                exempt,
                localDirectly);
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(","))
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    Optional<OutboundProxy> towards(HttpTarget target) {
        boolean directly =
                (localDirectly && isLocal(target)) || exempt.stream().anyMatch(each -> isExempt(target, each));
        return directly ? Optional.empty() : target.tls() ? https : http;
    }

    private static boolean isLocal(HttpTarget target) {
        return target.host().equals("localhost")
                || target.literal().map(InetAddress::isLoopbackAddress).orElse(false);
    }

    private static boolean isExempt(HttpTarget target, String entry) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.indexOf('/') >= 0) {
            return target.literal().map(address -> within(entry, address)).orElse(false);
        }
        int colon = entry.lastIndexOf(':');
        boolean hasPort = colon >= 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
        String name = hasPort ? entry.substring(0, colon) : entry;
        if (hasPort && !entry.substring(colon + 1).equals(String.valueOf(target.port()))) {
            return false;
        }
        String plain = name.replaceAll("^\\[|\\]$", "").replaceFirst("^\\*(?=\\.)", "");
        return plain.startsWith(".")
                ? target.host().endsWith(plain)
                : target.host().equals(plain) || target.host().endsWith("." + plain);
    }

    private static boolean within(String block, InetAddress address) {
        try {
            return Cidr.parse(block).contains(address);
        } catch (IllegalArgumentException notABlock) {
            return false;
        }
    }
}
