/**
 * The one clock of a service, and its timers. Nothing else in the suite asks the system for the time: a test moves this
 * clock and the whole service follows.
 */
package dev.evenkeel.platform.time;
