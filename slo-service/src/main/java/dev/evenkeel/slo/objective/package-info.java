/**
 * What was promised: objectives as OpenSLO v1 documents state them, resolved into values that need no second look at the
 * documents.
 */
package dev.evenkeel.slo.objective;
