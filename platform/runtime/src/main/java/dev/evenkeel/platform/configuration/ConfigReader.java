package dev.evenkeel.platform.configuration;

import java.util.List;

/**
 * Turns the documents of a service's configuration folder into the value that the service works with.
 *
 * @param <T> an immutable value
 */
@FunctionalInterface
public interface ConfigReader<T> {

    /**
     * Reads all documents together. Mistakes are reported through the nodes ({@link ConfigNode#reject}); the result is
     * dropped if there is any.
     *
     * @param documents in the order of their file names, then of their position in the file
     */
    T read(List<ConfigDocument> documents);
}
