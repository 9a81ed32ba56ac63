package dev.evenkeel.platform.prometheus;

import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;

/** @param labels with the metric's name and the target's identity */
public record ScrapedSample(Labels labels, Sample sample) {}
