package dev.evenkeel.backup.web;

/**
 * The wish for a restore.
 *
 * @param folder the name of a new folder below the configured one
 */
public record RestoreRequest(String folder) {}
