/**
 * From measurements to stored counts: looking at the sources, the increase of counters, and five-minute sums of good and
 * all events in PostgreSQL. Counts are stored, never ratios, so that any window can be added up later.
 */
package dev.evenkeel.slo.counting;
