package dev.evenkeel.platform.events.outbox;

import java.time.Instant;

/**
 * Where the delivery of one event to one subscriber stands.
 *
 * <pre>
 *              accepted
 *   Pending ───────────────▶ Delivered
 *    │  ▲ │
 *    │  │ │ refused, or too old, or too many attempts
 *    │  │ └────────────────▶ Dead ──▶ (discarded)
 *    └──┘ postponed           │
 *       ▲                     │ retried by an operator
 *       └─────────────────────┘
 * </pre>
 */
public sealed interface DeliveryState {

    /**
     * To be tried at {@code nextAttemptAt}.
     *
     * @param reason why the last attempt failed
     */
    record Pending(Instant nextAttemptAt, String reason) implements DeliveryState {}

    /** The subscriber acknowledged it. */
    record Delivered(Instant at) implements DeliveryState {}

    /** Given up. It no longer holds back the later events of its subject. */
    record Dead(Instant at, String reason) implements DeliveryState {}
}
