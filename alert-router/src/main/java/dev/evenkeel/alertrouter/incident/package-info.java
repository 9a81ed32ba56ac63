/**
 * Incidents: what people work on. One is opened when a group of alerts begins to fire, follows it, and is resolved with
 * it; its timeline keeps what happened and who did what.
 */
package dev.evenkeel.alertrouter.incident;
