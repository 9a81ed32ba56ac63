package dev.evenkeel.alertrouter.explain;

import java.time.Instant;

import dev.evenkeel.platform.series.Labels;

/** One time that an alert fired; {@code endedAt} is in the future while it does. */
public record Episode(long fingerprint, Labels labels, Instant startedAt, Instant endedAt) {}
