/**
 * {@code keel bench correlation}: scores clusters and root causes on recorded faults, beside baselines. The method gets the
 * alerts alone; which fault they are of, and what was at its root, only the scoring knows.
 */
package dev.evenkeel.alertrouter.correlation.bench;
