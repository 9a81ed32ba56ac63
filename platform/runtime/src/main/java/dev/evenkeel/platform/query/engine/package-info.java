/**
 * Evaluates a syntax tree over series that are already in memory, as Prometheus 2.42 would. First the
 * {@link dev.evenkeel.platform.query.engine.FetchPlan} says what to fetch, then the
 * {@link dev.evenkeel.platform.query.engine.Evaluator} computes; fetching itself is the caller's business.
 */
package dev.evenkeel.platform.query.engine;
