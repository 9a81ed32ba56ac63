package dev.evenkeel.alertrouter.firing;

import dev.evenkeel.platform.series.Labels;

/** What an alert that fires is. */
public record FiringLabels(long fingerprint, Labels labels) {}
