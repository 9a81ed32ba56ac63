/**
 * Where backups are kept: a folder of immutable, compressed and encrypted backup sets, readable only with a repository
 * key. The format is specified in {@code docs/backup-format.md}. What the content means is not this package's business.
 */
package dev.evenkeel.backup.repository;
