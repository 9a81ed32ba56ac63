/**
 * How many rows the tables of a server have, counted around a backup and again in what was restored from it, and what may
 * be concluded from the comparison.
 */
package dev.evenkeel.backup.rowcount;
