package dev.evenkeel.platform.configuration;

/**
 * One YAML document; a file holds several when they are separated by {@code ---}.
 *
 * @param file the file's name, relative to the service's configuration folder
 * @param root the document's content
 */
public record ConfigDocument(String file, ConfigNode root) {}
