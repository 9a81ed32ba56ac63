package dev.evenkeel.health.catalog;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.re2j.Pattern;

import dev.evenkeel.platform.configuration.Secret;

/** What a check asks, and which answer counts as working. */
public sealed interface Target {

    /**
     * An HTTP request that must be answered as expected.
     *
     * @param method {@code GET}, {@code HEAD} or {@code POST}
     * @param expectStatus the status codes that count as working; any of 200 to 299 if empty
     * @param expectBody must be found somewhere in the body, if given
     * @param bearerToken sent as {@code Authorization: Bearer}, if given
     */
    record Http(
            URI url,
            String method,
            Map<String, String> headers,
            List<Integer> expectStatus,
            Optional<Pattern> expectBody,
            Optional<Secret> bearerToken)
            implements Target {

        public Http {
            headers = Map.copyOf(headers);
            expectStatus = List.copyOf(expectStatus);
        }

        public boolean expects(int status) {
            return expectStatus.isEmpty() ? status >= 200 && status <= 299 : expectStatus.contains(status);
        }
    }

    /** A TCP connection that must be accepted. */
    record Tcp(String host, int port) implements Target {}

    /**
     * A PostgreSQL server that must accept a login and answer a query.
     *
     * @param query must return at least one row
     */
    record Postgres(String host, int port, String database, String user, Optional<Secret> password, String query)
            implements Target {}
}
