/**
 * Taking alerts in: what Prometheus posts is read, checked and stored, together with the groups it falls into, before it
 * is acknowledged. What then happens to a group is the business of {@code grouping}.
 */
package dev.evenkeel.alertrouter.ingest;
