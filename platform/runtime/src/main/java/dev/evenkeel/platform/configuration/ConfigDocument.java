package dev.evenkeel.platform.configuration;

/**
 * One YAML document; a file holds several when they are separated by {@code ---}.
 *
 * @param file the file's name, relative to the service's configuration folder
 * @param root the document's content
 * @param text of the whole file, which may hold secrets
 */
public record ConfigDocument(String file, ConfigNode root, String text) {

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "document in " + file;
    }
}
