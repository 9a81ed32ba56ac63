/**
 * Alerts that are held back though nobody silenced them: those that say the same as another, those that may be gone in a
 * moment, and those that flap. By {@code hold-back.yaml}, off without it, and never anything critical.
 */
package dev.evenkeel.alertrouter.correlation.holdback;
