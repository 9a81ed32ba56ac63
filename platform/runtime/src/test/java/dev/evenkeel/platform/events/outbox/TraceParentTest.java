package dev.evenkeel.platform.events.outbox;

import java.time.Instant;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.events.CloudEvent;

import static org.assertj.core.api.Assertions.assertThat;

class TraceParentTest {

    private static final CloudEvent EVENT =
            new CloudEvent("1", "/evenkeel/test", "t", "s", Instant.parse("2026-11-21T03:00:00Z"), null);
    private static final Span SPAN = Span.wrap(SpanContext.create(
            "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault()));

    @Test
    void anEventWrittenInASpanBelongsToItsTrace() {
        try (Scope _ = SPAN.makeCurrent()) {
            assertThat(TraceParent.addTo(EVENT).extensions())
                    .containsEntry("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        }
    }

    @Test
    void anEventThatHasATraceKeepsIt() {
        CloudEvent traced =
                EVENT.withExtension("traceparent", "00-11111111111111111111111111111111-2222222222222222-00");
        try (Scope _ = SPAN.makeCurrent()) {
            assertThat(TraceParent.addTo(traced)).isEqualTo(traced);
        }
    }

    @Test
    void anEventWrittenOutsideOfAnySpanHasNoTrace() {
        assertThat(TraceParent.addTo(EVENT)).isEqualTo(EVENT);
    }
}
