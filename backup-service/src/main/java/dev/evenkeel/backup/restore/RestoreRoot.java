package dev.evenkeel.backup.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

import dev.evenkeel.backup.restore.RestoreException.PlaceRefused;

/**
 * The one folder below which anything may be restored to.
 *
 * @param folder absolute
 */
public record RestoreRoot(Path folder) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /**
     * The place of that name, which does not exist yet.
     *
     * @throws PlaceRefused if the name is not plain, or something is there already
     */
    public Path place(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new PlaceRefused(
                    "a folder's name is letters, digits, dots, hyphens and underscores, and begins with a letter or digit");
        }
        Path place = folder.resolve(name);
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new PlaceRefused(name + " exists already");
        }
        return place;
    }
}
