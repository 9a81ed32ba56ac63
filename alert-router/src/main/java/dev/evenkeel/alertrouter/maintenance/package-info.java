/**
 * Maintenance windows: times, mostly recurring, in which nobody is told of certain alerts. They work as silences do, beside
 * them and with a reason of their own.
 */
package dev.evenkeel.alertrouter.maintenance;
