package dev.evenkeel.alertrouter.template;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.template.syntax.TemplateParser;

/**
 * Reads the files that a configuration names under {@code templates}: each entry is a path with wildcards, relative to the
 * configuration's folder; one that matches nothing is no mistake, since files may come later.
 */
public final class TemplateFiles {

    /** A character of UTF-8 has at most four bytes. */
    private static final long LARGEST = 4L * TemplateParser.LONGEST_SOURCE;

    private final Path folder;

    /** @param folder what relative paths are relative to */
    public TemplateFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * A set and the templates of all files that match, by path; later ones replace earlier ones.
     *
     * @param pattern {@code *}, {@code ?} and {@code [...]} stand for characters within one name
     * @throws IOException if a file cannot be read or is too large
     * @throws IllegalArgumentException if the pattern is malformed
     * @throws dev.evenkeel.alertrouter.template.syntax.TemplateException if a file is no template, with its name and line
     */
    public TemplateSet addTo(TemplateSet templates, String pattern) throws IOException {
        TemplateSet all = templates;
        for (Path file : matching(pattern)) {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + " is larger than " + LARGEST + " bytes");
            }
            all = all.with(file.getFileName().toString(), Files.readString(file));
        }
        return all;
    }

    private List<Path> matching(String pattern) throws IOException {
        Path whole = folder.resolve(pattern);
        List<Path> found = List.of(whole.isAbsolute() ? whole.getRoot() : Path.of(""));
        for (Path step : whole) {
            found = below(found, step.toString());
        }
        return found.stream().filter(Files::isRegularFile).toList();
    }

    private static List<Path> below(List<Path> folders, String name) throws IOException {
        boolean hasWildcards = Stream.of("*", "?", "[", "\\").anyMatch(name::contains);
        var found = new ArrayList<Path>();
        for (Path each : folders) {
            if (!hasWildcards) {
                found.add(each.resolve(name));
            } else if (Files.isDirectory(each)) {
                found.addAll(entries(each, name));
            }
        }
        return found;
    }

    private static List<Path> entries(Path folder, String name) throws IOException {
        // braces are nothing special to Go, and a negated set is written with a circumflex
        String glob = name.replace("{", "\\{").replace("}", "\\}").replace("[^", "[!");
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            var found = new ArrayList<Path>();
            entries.forEach(found::add);
            found.sort(null);
            return found;
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException("syntax error in pattern " + name, malformed);
        }
    }
}
