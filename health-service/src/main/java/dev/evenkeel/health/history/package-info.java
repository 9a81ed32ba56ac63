/**
 * What happened to the components, in PostgreSQL: each change of state with its event, and counts of check results by
 * the minute. While the database is away, what is to be written waits in memory, and checking goes on.
 */
package dev.evenkeel.health.history;
