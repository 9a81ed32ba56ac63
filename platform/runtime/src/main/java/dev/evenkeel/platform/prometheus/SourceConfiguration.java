package dev.evenkeel.platform.prometheus;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.outbound.OutboundRequest;

/** Reads where metrics come from, in the same words in every service's configuration. */
public final class SourceConfiguration {

    // what a wrong URL is replaced by until its mistake, reported already, stops the configuration
    private static final String NOWHERE = "http://invalid.invalid/";
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private SourceConfiguration() {}

    /**
     * Fields: {@code job}, {@code url}, and optionally {@code interval} (15s), {@code timeout} (10s or the interval if that
     * is shorter), {@code labels} and credentials.
     */
    public static ScrapeTarget scrapeTarget(ConfigNode node) {
        ConfigMapping mapping = node.mapping();
        String job = mapping.required("job").name();
        String url = mapping.required("url").parsed(OutboundRequest::checkedUrl, NOWHERE);
        Duration interval =
                mapping.optional("interval", value -> value.duration(SHORTEST, LONGEST), Duration.ofSeconds(15));
        Duration usual = interval.compareTo(Duration.ofSeconds(10)) < 0 ? interval : Duration.ofSeconds(10);
        Duration timeout = mapping.optional("timeout", value -> value.duration(Duration.ofMillis(1), interval), usual);
        Map<String, String> labels =
                mapping.optional("labels", value -> value.mapping().texts(), Map.of());
        Optional<Credentials> credentials = credentials(mapping);
        mapping.refuseOthers();
        return new ScrapeTarget(job, url, interval, timeout, credentials, labels);
    }

    /** Fields: {@code url}, and optionally {@code timeout} (30s), {@code headers} and credentials. */
    public static PrometheusServer prometheusServer(ConfigNode node) {
        ConfigMapping mapping = node.mapping();
        String url = mapping.required("url").parsed(SourceConfiguration::serverUrl, NOWHERE);
        Duration timeout =
                mapping.optional("timeout", value -> value.duration(SHORTEST, LONGEST), Duration.ofSeconds(30));
        Map<String, String> headers = mapping.optional("headers", SourceConfiguration::headers, Map.of());
        Optional<Credentials> credentials = credentials(mapping);
        mapping.refuseOthers();
        return new PrometheusServer(url, credentials, headers, timeout);
    }

    private static String serverUrl(String url) {
        return PrometheusServer.at(url).url();
    }

    private static Map<String, String> headers(ConfigNode node) {
        Map<String, String> headers = node.mapping().texts();
        try {
            var request = OutboundRequest.get(NOWHERE);
            headers.forEach(request::header);
            return headers;
        } catch (IllegalArgumentException unsendable) {
            node.reject(unsendable.getMessage());
            return Map.of();
        }
    }

    /** {@code bearer_token}, or {@code username} and {@code password}; each secret also as {@code _file} or {@code _env}. */
    private static Optional<Credentials> credentials(ConfigMapping mapping) {
        Optional<Secret> token = mapping.secret("bearer_token");
        Optional<String> user = mapping.optional("username").map(ConfigNode::name);
        Optional<Secret> password = mapping.secret("password");
        if (user.isPresent() != password.isPresent()) {
            mapping.self().reject("needs both username and password, or neither");
            return Optional.empty();
        }
        if (token.isPresent() && user.isPresent()) {
            mapping.self().reject("may have a bearer_token or a username and password, not both");
            return Optional.empty();
        }
        return token.<Credentials>map(Credentials.Bearer::new)
                .or(() -> user.map(name -> new Credentials.Basic(name, password.orElseThrow())));
    }
}
