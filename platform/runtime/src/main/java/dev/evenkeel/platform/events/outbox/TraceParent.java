package dev.evenkeel.platform.events.outbox;

import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

import dev.evenkeel.platform.events.CloudEvent;

/**
 * Ties an event to the trace in which it was written, by the CloudEvents extension "Distributed Tracing": its delivery
 * happens later and elsewhere, but belongs to that trace.
 */
@Singleton
class TraceParent {

    static final String EXTENSION = "traceparent";

    /** The event with the {@code traceparent} of the active span, unless it has one or no span is active. */
    CloudEvent addTo(CloudEvent event) {
        SpanContext span = Span.current().getSpanContext();
        if (!span.isValid() || event.extensions().containsKey(EXTENSION)) {
            return event;
        }
        return event.withExtension(
                EXTENSION,
                "00-%s-%s-%s"
                        .formatted(
                                span.getTraceId(),
                                span.getSpanId(),
                                span.getTraceFlags().asHex()));
    }
}
