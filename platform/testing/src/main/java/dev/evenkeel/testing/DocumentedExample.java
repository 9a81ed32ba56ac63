package dev.evenkeel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The example of a configuration that a service's guide shows, so that a test can hold the service to it. */
public final class DocumentedExample {

    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    private DocumentedExample() {}

    /**
     * The first example.
     *
     * @param guide a file in {@code docs}, such as {@code health-service.md}; tests run in the folder of their module
     */
    public static String in(String guide) {
        try {
            Matcher example = YAML.matcher(Files.readString(Path.of("../docs", guide)));
            if (example.find()) {
                return example.group(1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException(guide + " has no example");
    }
}
