package dev.evenkeel.backup.archive;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A relative path that stays where it is put: no empty, {@code .} or {@code ..} step, no leading slash, no NUL. What
 * comes out of an archive or a manifest becomes a path on disk only through this type.
 *
 * @param text steps separated by {@code /}; the empty text is the folder itself
 */
public record ArchivePath(String text) {

    private static final int LONGEST = 4096;

    public ArchivePath {
        if (!isSafe(text)) {
            throw new IllegalArgumentException("a path that could leave its folder");
        }
    }

    /** The path that {@code text} names, a trailing slash aside, or empty where it could lead elsewhere. */
    public static Optional<ArchivePath> parse(String text) {
        String bare = text.startsWith("./") ? text.substring(2) : text;
        String trimmed = bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
        return isSafe(trimmed) ? Optional.of(new ArchivePath(trimmed)) : Optional.empty();
    }

    private static boolean isSafe(String text) {
        if (text.isEmpty()) {
            return true;
        }
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            return false;
        }
        for (String step : text.split("/", -1)) {
            if (step.isEmpty() || step.equals(".") || step.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** Where this path is below {@code folder}. */
    public Path below(Path folder) {
        return text.isEmpty() ? folder : folder.resolve(text);
    }

    /** The path without its first step if that is {@code folder}, otherwise empty. */
    public Optional<String> inside(String folder) {
        return text.startsWith(folder + "/") ? Optional.of(text.substring(folder.length() + 1)) : Optional.empty();
    }
}
