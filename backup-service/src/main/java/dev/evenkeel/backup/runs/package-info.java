/**
 * Backups as a history: who asked for one, when it ran, what came of it. The database decides that only one backup of a
 * target is taken at a time; the repository decides whether a backup exists.
 */
package dev.evenkeel.backup.runs;
