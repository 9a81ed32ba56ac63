/**
 * Restore drills: a backup is restored into a folder of its own, a server is started on it, and what it answers is
 * compared with what was known when the backup was taken. The folder is deleted afterwards.
 */
package dev.evenkeel.backup.drill;
