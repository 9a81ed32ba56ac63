package dev.evenkeel.platform.prometheus;

/**
 * Which server it is.
 *
 * @param application such as {@code Grafana Mimir}; empty for Prometheus itself
 * @param version such as {@code 3.5.0}
 */
public record BuildInfo(String application, String version, String revision) {}
