package dev.evenkeel.backup.repository;

import java.time.Instant;

import dev.evenkeel.backup.archive.ArchivePath;
import dev.evenkeel.backup.archive.TarEntry;

/**
 * One member of a backup.
 *
 * @param archive which archive it came in: {@code base}, or a tablespace's identifier
 * @param size bytes of content, zero for anything but a file
 * @param sha256 of the content, hexadecimal; empty text for anything but a file
 * @param offset where the content begins in the stream of all contents
 * @param linkTarget where a symbolic link pointed to on the server, otherwise empty text
 */
public record Entry(
        String archive,
        ArchivePath path,
        TarEntry.Kind kind,
        long size,
        Instant modified,
        String sha256,
        long offset,
        String linkTarget) {}
