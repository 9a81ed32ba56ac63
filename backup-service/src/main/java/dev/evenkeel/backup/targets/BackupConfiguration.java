package dev.evenkeel.backup.targets;

import java.util.List;
import java.util.Optional;

import dev.evenkeel.backup.restore.RestoreRoot;

/**
 * All of the service's configuration.
 *
 * @param repository empty as long as nothing is configured
 * @param restores empty if nothing may be restored but in drills
 */
public record BackupConfiguration(
        Optional<RepositorySettings> repository,
        Optional<RestoreRoot> restores,
        Optional<DrillSettings> drills,
        List<Target> targets) {

    public static final BackupConfiguration EMPTY =
            new BackupConfiguration(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public BackupConfiguration {
        targets = List.copyOf(targets);
    }

    public Optional<Target> target(String name) {
        return targets.stream().filter(target -> target.name().equals(name)).findFirst();
    }
}
