/**
 * Checking a backup without restoring it: against its own manifest, and against the manifest that the server made of the
 * files it sent.
 */
package dev.evenkeel.backup.verification;
