/** What every service's tests stand on: a real PostgreSQL, a clock and timers that tests move, recording sinks, rules of architecture. */
package dev.evenkeel.testing;
