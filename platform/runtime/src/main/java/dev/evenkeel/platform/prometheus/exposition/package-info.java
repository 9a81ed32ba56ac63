/**
 * Reading what a program says of itself: the Prometheus text format 0.0.4 and OpenMetrics 1.0, as bytes to entries. Plain
 * Java; how the bytes are fetched and what becomes of the samples lives elsewhere.
 */
package dev.evenkeel.platform.prometheus.exposition;
