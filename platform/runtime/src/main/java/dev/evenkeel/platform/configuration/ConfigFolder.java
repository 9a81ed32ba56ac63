package dev.evenkeel.platform.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.evenkeel.platform.files.AtomicFile;

/**
 * The folder that holds a service's YAML files ({@code *.yml}, {@code *.yaml}; hidden files and sub-folders are left
 * alone, so that the links of a mounted ConfigMap do no harm).
 */
final class ConfigFolder {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.ya?ml");
    private static final long LARGEST_FILE = 8L * 1024 * 1024;

    private final Path folder;

    ConfigFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /** Whether a file of that name can be one of ours; it cannot lead out of the folder. */
    static boolean isFileName(String name) {
        return FILE_NAME.matcher(name).matches();
    }

    /** The text of every file by name. */
    SortedMap<String, String> read() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                if (isFileName(name) && Files.isRegularFile(entry)) {
                    if (Files.size(entry) > LARGEST_FILE) {
                        throw new IOException(name + " is larger than 8 MiB");
                    }
                    files.put(name, Files.readString(entry));
                }
            }
        }
        return files;
    }

    /** Replaces or adds a file so that a crash leaves either the old or the new one, never a part. */
    void write(String name, String text) throws IOException {
        if (!isFileName(name)) {
            throw new IllegalArgumentException("not a name for a configuration file: " + name);
        }
        Files.createDirectories(folder);
        AtomicFile.write(folder.resolve(name), text);
    }
}
