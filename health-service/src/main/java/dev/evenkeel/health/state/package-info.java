/** From single check results to the state of a component: thresholds, and since when. Plain values, no I/O. */
package dev.evenkeel.health.state;
