package dev.evenkeel.backup.drill;

import java.nio.file.Path;
import java.util.Map;

import dev.evenkeel.postgres.PostgresPrograms;

/**
 * Where the programs of each major version of PostgreSQL are: those that are configured, and those that came along.
 */
public final class ServerPrograms {

    private final Map<Integer, Path> configured;
    private final Path cacheFolder;

    /**
     * @param configured folders of programs by major version
     * @param cacheFolder where the programs that came along are unpacked to
     */
    public ServerPrograms(Map<Integer, Path> configured, Path cacheFolder) {
        this.configured = Map.copyOf(configured);
        this.cacheFolder = cacheFolder;
    }

    /**
     * @throws DrillImpossibleException if there are none of that version
     */
    PostgresPrograms ofVersion(int major) throws DrillImpossibleException {
        Path folder = configured.get(major);
        PostgresPrograms programs =
                folder == null ? PostgresPrograms.unpackedInto(cacheFolder) : PostgresPrograms.in(folder);
        if (programs.majorVersion() != major) {
            throw new DrillImpossibleException("the backup is of PostgreSQL " + major + ", and the programs in "
                    + programs.bin() + " are of PostgreSQL " + programs.majorVersion()
                    + "; configure the folder of the programs of PostgreSQL " + major);
        }
        return programs;
    }
}
