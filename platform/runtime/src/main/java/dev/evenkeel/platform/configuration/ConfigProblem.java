package dev.evenkeel.platform.configuration;

/**
 * One thing that is wrong with a configuration file.
 *
 * @param file the file's name, relative to the service's configuration folder
 * @param line counted from 1
 * @param column counted from 1
 * @param path where in the document, such as {@code checks[2].url}; empty for the document itself
 * @param reason what is wrong and what is allowed, as a sentence without a full stop
 */
public record ConfigProblem(String file, int line, int column, String path, String reason) {

    /** {@code checks.yaml:12:5: checks[2].url: must be an http or https URL}. */
    @Override
    public String toString() {
        String where = file + ":" + line + ":" + column + ": ";
        return path.isEmpty() ? where + reason : where + path + ": " + reason;
    }
}
