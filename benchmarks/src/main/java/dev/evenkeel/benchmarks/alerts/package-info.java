/**
 * Drives servers that speak Alertmanager's API v2: a real Alertmanager, ours, or any other. What is posted looks like what
 * a Prometheus posts.
 */
package dev.evenkeel.benchmarks.alerts;
