package dev.evenkeel.platform.query;

import java.nio.charset.StandardCharsets;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;

import dev.evenkeel.platform.web.ErrorBodies;
import dev.evenkeel.platform.web.Problem;

/**
 * Errors below the query API that are found before or behind a query, such as missing credentials, in the form in which
 * Grafana reads errors of queries.
 */
@Singleton
class QueryErrorResponse implements ErrorBodies {

    private static final String PATH = "/prometheus/api/v1";

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Body render(Problem problem) {
        byte[] body = PrometheusJson.ofError(type(problem.status()), problem.detail());
        return new Body(problem.status(), MediaType.APPLICATION_JSON, new String(body, StandardCharsets.UTF_8));
    }

    /** The error types that Prometheus has. */
    private static String type(int status) {
        return switch (status) {
            case 404 -> "not_found";
            case 406 -> "not_acceptable";
            case 503 -> "unavailable";
            case 504 -> "timeout";
            default -> status >= 500 ? "internal" : "bad_data";
        };
    }
}
