package dev.evenkeel.backup.web;

/**
 * The wish for a backup.
 *
 * @param target the configured name of the server
 */
public record BackupRequest(String target) {}
