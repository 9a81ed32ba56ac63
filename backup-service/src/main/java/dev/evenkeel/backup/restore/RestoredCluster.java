package dev.evenkeel.backup.restore;

import java.nio.file.Path;

/**
 * What a restore made.
 *
 * @param folder the folder that was asked for
 * @param dataFolder the cluster's data folder in it, to be given to {@code pg_ctl --pgdata}
 * @param files how many files were written
 * @param bytes how many bytes
 */
public record RestoredCluster(Path folder, Path dataFolder, long files, long bytes) {}
