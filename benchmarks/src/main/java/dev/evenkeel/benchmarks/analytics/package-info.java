/**
 * Measures what it costs to ask the alert-router about its past: on a year or so of episodes and incidents that are made up
 * by rule, so that every run has the same ones.
 */
package dev.evenkeel.benchmarks.analytics;
