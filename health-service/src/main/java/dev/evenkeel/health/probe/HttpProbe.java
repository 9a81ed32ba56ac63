package dev.evenkeel.health.probe;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.health.catalog.Target;
import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.outbound.OutboundRequest;
import dev.evenkeel.platform.outbound.OutboundResponse;

/** Sends a request on a connection of its own, so that a server which no longer accepts any is noticed. */
@ApplicationScoped
class HttpProbe {

    private static final long LARGEST_BODY = 1024 * 1024;

    private final OutboundHttp http;

    HttpProbe(OutboundHttp http) {
        this.http = http;
    }

    /** @return why the target does not work; empty if it does. Fails if there was no answer in time. */
    Uni<Optional<String>> ask(Target.Http target, Duration timeout) {
        return http.send(() -> request(target, timeout), response -> judge(target, response));
    }

    private static OutboundRequest request(Target.Http target, Duration timeout) {
        OutboundRequest request = OutboundRequest.of(
                        target.method(), target.url().toString())
                .timeout(timeout)
                .maxResponseBytes(LARGEST_BODY)
                .onOwnConnection();
        for (var header : target.headers().entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        if (target.bearerToken().isPresent()) {
            request = request.bearer(target.bearerToken().get().reveal());
        }
        return request;
    }

    private static Optional<String> judge(Target.Http target, OutboundResponse response) {
        if (!target.expects(response.status())) {
            String expected = target.expectStatus().isEmpty()
                    ? "2xx"
                    : target.expectStatus().toString();
            return Optional.of("answered " + response.status() + ", expected " + expected);
        }
        boolean bodyFits = target.expectBody()
                .map(pattern -> pattern.matcher(response.bodyText()).find())
                .orElse(true);
        return bodyFits ? Optional.empty() : Optional.of("answered without the expected text in the body");
    }
}
