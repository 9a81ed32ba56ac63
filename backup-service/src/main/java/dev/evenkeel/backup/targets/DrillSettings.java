package dev.evenkeel.backup.targets;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.evenkeel.backup.drill.RestoreDrill;
import dev.evenkeel.backup.drill.ServerPrograms;
import dev.evenkeel.backup.repository.FolderRepository;

/**
 * How drills are held.
 *
 * @param folder where they get their folders
 * @param programs folders of PostgreSQL's programs by major version
 * @param programsCache where the programs that came along are unpacked to, for versions that are not named
 */
public record DrillSettings(
        Path folder, Map<Integer, Path> programs, Path programsCache, Duration patience, boolean checkStructure) {

    public RestoreDrill of(FolderRepository repository) {
        ServerPrograms known = new ServerPrograms(programs, programsCache);
        return new RestoreDrill(repository, folder, known, patience, checkStructure);
    }
}
