package dev.evenkeel.platform.prometheus;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.platform.outbound.OutboundRequest;

/**
 * A server that speaks the Prometheus HTTP API.
 *
 * @param url what stands before {@code /api/v1}: {@code http://prometheus:9090}, or with a prefix as Mimir has it
 *     {@code https://mimir/prometheus}
 * @param headers to send with every request, {@code X-Scope-OrgID} for a tenant say
 * @param timeout of one request; told to the server as well
 */
public record PrometheusServer(
        String url, Optional<Credentials> credentials, Map<String, String> headers, Duration timeout) {

    /** @throws IllegalArgumentException for a URL that cannot be used or has a query, or headers that cannot be sent */
    public PrometheusServer {
        OutboundRequest.checkedUrl(url);
        if (url.indexOf('?') >= 0 || url.indexOf('#') >= 0) {
            throw new IllegalArgumentException("the URL of a Prometheus server ends with its path");
        }
        var request = OutboundRequest.get(url);
        headers.forEach(request::header);
        while (url.endsWith("/")) {
            url = url.substring(0, url.length() - 1);
        }
        headers = Map.copyOf(headers);
    }

    public static PrometheusServer at(String url) {
        return new PrometheusServer(url, Optional.empty(), Map.of(), Duration.ofSeconds(30));
    }
}
