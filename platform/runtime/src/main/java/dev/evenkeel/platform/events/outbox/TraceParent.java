package dev.evenkeel.platform.events.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

import dev.evenkeel.platform.events.CloudEvent;

/**
 * Ties an event to the trace in which it was written, by the CloudEvents extension "Distributed Tracing": its delivery
 * happens later and elsewhere, but belongs to that trace.
 */
final class TraceParent {

    static final String EXTENSION = "traceparent";

    private TraceParent() {}

    /** The event with the {@code traceparent} of the active span, unless it has one or no span is active. */
    static CloudEvent addTo(CloudEvent event) {
        SpanContext span = Span.current().getSpanContext();
        if (!span.isValid() || event.extensions().containsKey(EXTENSION)) {
            return event;
        }
        String value = "00-%s-%s-%s"
                .formatted(
                        span.getTraceId(),
                        span.getSpanId(),
                        span.getTraceFlags().asHex());
        return event.withExtension(EXTENSION, value);
    }
}
