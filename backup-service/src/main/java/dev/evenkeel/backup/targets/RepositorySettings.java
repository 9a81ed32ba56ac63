package dev.evenkeel.backup.targets;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

import dev.evenkeel.backup.repository.FolderRepository;
import dev.evenkeel.backup.repository.KeyRing;
import dev.evenkeel.backup.repository.Layout;
import dev.evenkeel.backup.repository.RepositoryKey;
import dev.evenkeel.platform.configuration.Secret;

/**
 * Where backups are kept.
 *
 * @param keys the first closes new backups, all open old ones
 */
public record RepositorySettings(Path folder, List<Secret> keys, int compressionLevel) {

    /**
     * The repository, with the keys as they are now.
     *
     * @throws UnusableKeyException if a key cannot be read or is none
     */
    public FolderRepository open() throws UnusableKeyException {
        List<RepositoryKey> ring = keys.stream().map(RepositorySettings::key).toList();
        return new FolderRepository(folder, new KeyRing(ring), Layout.STANDARD, compressionLevel);
    }

    private static RepositoryKey key(Secret secret) {
        String text;
        try {
            text = secret.reveal();
        } catch (UncheckedIOException unreadable) {
            throw new UnusableKeyException(unreadable.getMessage());
        }
        return RepositoryKey.parse(text)
                .orElseThrow(
                        () -> new UnusableKeyException(
                                "a repository key is 64 hexadecimal digits or base64 of 32 bytes; the configured one is neither"));
    }
}
