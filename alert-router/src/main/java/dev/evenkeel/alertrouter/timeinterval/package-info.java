/**
 * Recurring intervals of time, as office hours or weekends, by which a route speaks or is mute. What is written in a
 * configuration is read elsewhere; here is what it means.
 */
package dev.evenkeel.alertrouter.timeinterval;
