package dev.evenkeel.platform.events.outbox;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.format.EventFormat;
import dev.evenkeel.platform.outbound.OutboundException;
import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.outbound.OutboundRequest;
import dev.evenkeel.platform.outbound.OutboundResponse;

/**
 * Pushes events by HTTP POST, in the binary content mode of CloudEvents.
 *
 * <p>What an answer means: 2xx, the subscriber has it. 408, 425, 429 and 5xx, try again, no sooner than
 * {@code Retry-After} says. 401 and 403, try again: a wrong key is mended by an operator and no fault of the event. Any
 * other status, the subscriber will never take it. No answer, or a key that cannot be read at this moment, try again.
 */
public final class HttpSubscriberClient implements SubscriberClient {

    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int LONGEST_EXCERPT = 300;

    private final OutboundHttp http;
    private final Map<String, Target> targets;
    private final Duration timeout;
    private final Clock clock;

    /** Where a subscriber is. */
    public record Target(URI url, Optional<Secret> token) {}

    /** @param targets by the name of the subscriber */
    public HttpSubscriberClient(OutboundHttp http, Map<String, Target> targets, Duration timeout, Clock clock) {
        this.http = http;
        this.targets = Map.copyOf(targets);
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public Uni<Outcome> send(Delivery delivery) {
        Target target = targets.get(delivery.subscriber());
        return http.send(() -> request(target, delivery.event()), this::judge)
                .onFailure(failure -> failure instanceof OutboundException || failure instanceof UncheckedIOException)
                .recoverWithItem(failure -> new Outcome.Postponed(failure.getMessage(), Optional.empty()));
    }

    private OutboundRequest request(Target target, CloudEvent event) {
        OutboundRequest request = OutboundRequest.of("POST", target.url().toString())
                .timeout(timeout)
                .maxResponseBytes(LONGEST_ANSWER);
        for (Map.Entry<String, String> header : EventFormat.HTTP.headers(event).entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        String traceParent = event.extensions().get(TraceParent.EXTENSION);
        if (traceParent != null) {
            request = request.header(TraceParent.EXTENSION, traceParent);
        }
        if (target.token().isPresent()) {
            request = request.bearer(target.token().get().reveal());
        }
        return event.data() == null ? request : request.body(Buffer.buffer(event.data()));
    }

    private Outcome judge(OutboundResponse response) {
        if (response.isSuccess()) {
            return new Outcome.Accepted();
        }
        String reason = "answered " + response.status() + excerpt(response.bodyText());
        boolean worthAnother = switch (response.status()) {
            case 401, 403, 408, 425, 429 -> true;
            default -> response.status() >= 500;
        };
        return worthAnother
                ? new Outcome.Postponed(
                        reason,
                        response.header("Retry-After").flatMap(value -> RetryAfter.parse(value, clock.instant())))
                : new Outcome.Refused(reason);
    }

    /** The beginning of what a subscriber said, on one line and without what a database would not take. */
    private static String excerpt(String body) {
        String line = body.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.isEmpty()) {
            return "";
        }
        return ": " + (line.length() > LONGEST_EXCERPT ? line.substring(0, LONGEST_EXCERPT) + "…" : line);
    }
}
