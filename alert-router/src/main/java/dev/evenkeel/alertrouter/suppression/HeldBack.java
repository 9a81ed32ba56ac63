package dev.evenkeel.alertrouter.suppression;

import java.time.Instant;
import java.util.Optional;

/**
 * That an alert is held back, for people.
 *
 * @param because in words, without a full stop
 * @param until when that ends if nothing changes; empty if nobody can tell
 */
public record HeldBack(SuppressionReason reason, String because, Optional<Instant> until) {}
