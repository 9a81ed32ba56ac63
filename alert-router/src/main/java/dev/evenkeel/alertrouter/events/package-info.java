/** Turning what the other services of the suite report as events into alerts. */
package dev.evenkeel.alertrouter.events;
