package dev.evenkeel.backup.archive;

import java.time.Instant;

/**
 * The head of a member of a tar archive.
 *
 * @param size bytes of content that follow; zero for anything but a file
 * @param linkTarget where a symbolic link points to, otherwise empty text
 */
public record TarEntry(ArchivePath path, Kind kind, long size, Instant modified, String linkTarget) {

    /** The kinds that a base backup has; devices, pipes and hard links are refused. */
    public enum Kind {
        FILE,
        FOLDER,
        LINK
    }
}
