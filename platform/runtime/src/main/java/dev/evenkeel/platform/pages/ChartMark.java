package dev.evenkeel.platform.pages;

import java.time.Instant;

/**
 * A span of time that is marked in a chart over time: an incident, a deployment.
 *
 * @param label what it was
 * @param from its beginning, which may lie before that of the chart
 * @param to its end; {@code null} if it is not over
 * @param kind which of the colours of a status it has: {@code ok}, {@code warn}, {@code bad} or {@code info}
 */
public record ChartMark(String label, Instant from, Instant to, String kind) {}
