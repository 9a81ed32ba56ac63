/** What is done with backups that exist: verifying them, drilling their restore, restoring them for use. */
package dev.evenkeel.backup.operations;
