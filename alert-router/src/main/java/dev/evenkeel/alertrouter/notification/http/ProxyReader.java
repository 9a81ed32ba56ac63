package dev.evenkeel.alertrouter.notification.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.outbound.OutboundProxies;
import dev.evenkeel.platform.outbound.OutboundProxy;

/** Reads {@code proxy_url} and its neighbours. */
final class ProxyReader {

    /** From the first colon behind the scheme to the last at: a password may have both in it. */
    private static final Pattern PASSWORD = Pattern.compile("^((?:[^:/@]*://)?+[^:@]*):.*@", Pattern.DOTALL);

    private ProxyReader() {}

    /** @param environment of the process, for {@code proxy_from_environment} */
    static OutboundProxies read(Fields fields, Map<String, String> environment) {
        Optional<String> url = fields.text("proxy_url");
        Optional<String> noProxy = fields.text("no_proxy");
        boolean fromEnvironment = fields.flag("proxy_from_environment", false);
        Optional<ConfigNode> connectHeader = fields.node("proxy_connect_header");
        if (connectHeader.isPresent() && !fromEnvironment && url.isEmpty()) {
            fields.reject(
                    "if proxy_connect_header is configured, proxy_url or proxy_from_environment must also be configured");
        }
        if (fromEnvironment && url.isPresent()) {
            fields.reject("if proxy_from_environment is configured, proxy_url must not be configured");
        }
        if (fromEnvironment && noProxy.isPresent()) {
            fields.reject("if proxy_from_environment is configured, no_proxy must not be configured");
        }
        if (url.isEmpty() && noProxy.isPresent()) {
            fields.reject("if no_proxy is configured, proxy_url must also be configured");
        }
        OutboundProxies proxies = fromEnvironment
                ? ofEnvironment(fields, environment)
                : fields.node("proxy_url")
                        .flatMap(ProxyReader::proxy)
                        .map(proxy -> noProxy.map(list -> OutboundProxies.through(proxy, list))
                                .orElseGet(() -> OutboundProxies.through(proxy)))
                        .orElse(OutboundProxies.NONE);
        return connectHeader.map(node -> withHeaders(proxies, node)).orElse(proxies);
    }

    private static OutboundProxies withHeaders(OutboundProxies proxies, ConfigNode node) {
        var headers = new LinkedHashMap<String, List<String>>();
        node.mapping()
                .entries()
                .forEach((name, values) -> headers.put(name, values.list(value -> {
                    value.conceal(Fields.SECRET);
                    return value.text();
                })));
        try {
            return proxies.withConnectHeaders(headers);
        } catch (IllegalArgumentException unusable) {
            node.reject(unusable.getMessage());
            return proxies;
        }
    }

    private static OutboundProxies ofEnvironment(Fields fields, Map<String, String> environment) {
        try {
            return OutboundProxies.ofEnvironment(environment);
        } catch (IllegalArgumentException unusable) {
            fields.reject("the environment names no usable proxy: " + unusable.getMessage());
            return OutboundProxies.NONE;
        }
    }

    private static Optional<OutboundProxy> proxy(ConfigNode node) {
        String url = node.text();
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (url.contains("@")) {
            node.conceal(PASSWORD.matcher(url).replaceFirst("$1:xxxxx@"));
        }
        try {
            return Optional.of(OutboundProxy.of(url));
        } catch (IllegalArgumentException unusable) {
            node.reject(unusable.getMessage());
            return Optional.empty();
        }
    }
}
