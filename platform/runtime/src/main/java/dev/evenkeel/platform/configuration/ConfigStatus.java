package dev.evenkeel.platform.configuration;

import java.time.Instant;
import java.util.List;

/**
 * How the last attempt to load the configuration ended.
 *
 * @param successful whether the last attempt put its files in force; also {@code true} when there was none
 * @param triedAt when the last attempt was; {@code null} if there was none
 * @param loadedAt when the configuration in force was loaded; {@code null} if nothing is
 * @param files the files in force, in alphabetical order
 * @param problems what was wrong in the last attempt; empty if it was successful
 * @param notices what is in force otherwise than whoever wrote the files may expect
 */
public record ConfigStatus(
        boolean successful,
        Instant triedAt,
        Instant loadedAt,
        List<String> files,
        List<ConfigProblem> problems,
        List<ConfigProblem> notices) {

    static final ConfigStatus NOTHING_YET = new ConfigStatus(true, null, null, List.of(), List.of(), List.of());

    ConfigStatus accepted(Instant now, List<String> acceptedFiles, List<ConfigProblem> noticed) {
        return new ConfigStatus(true, now, now, acceptedFiles, List.of(), noticed);
    }

    ConfigStatus refused(Instant now, List<ConfigProblem> found) {
        return new ConfigStatus(false, now, loadedAt, files, found, notices);
    }
}
