package dev.evenkeel.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration that a suite begins with: it watches itself. Files are written where there are none and never
 * changed afterwards, as from then on they are their owner's.
 *
 * <p>The templates are resources, {@code config/<service>/<file>}, listed in {@code config/templates}; in them
 * {@code ${name}} stands for a value of {@link #values()}.
 */
final class Configuration {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z.-]+)}");

    private final DataFolder data;
    private final Settings settings;
    private final Keys keys;
    private final Secrets secrets;

    Configuration(DataFolder data, Settings settings, Keys keys, Secrets secrets) {
        this.data = data;
        this.settings = settings;
        this.keys = keys;
        this.secrets = secrets;
    }

    /** Writes the files of services that have none yet. */
    void writeOnce() {
        try {
            for (Member member : Member.values()) {
                Path folder = data.configuration(member);
                if (!Files.isDirectory(folder)) {
                    Files.createDirectory(folder);
                    for (String template : templatesOf(member)) {
                        Path file = folder.resolve(template.substring(template.indexOf('/') + 1));
                        DataFolder.writePrivately(file, filled(resource("config/" + template)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the first configuration", e);
        }
    }

    /** What templates may speak of. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (Member member : Member.values()) {
            values.put(member.database() + ".url", settings.url(member));
            values.put(member.database() + ".port", Integer.toString(settings.port(member)));
            values.put(
                    member.database() + ".password.file",
                    secrets.fileOf(Postgres.passwordName(member.database())).toString());
        }
        values.put("data", data.path().toString());
        values.put("postgres.port", Integer.toString(settings.portBase()));
        values.put("postgres.data", data.postgres().toString());
        values.put("postgres.bin", postgresBin());
        values.put("backup.role", Postgres.BACKUP_ROLE);
        values.put(
                "backup.role.password.file",
                secrets.fileOf(Postgres.passwordName(Postgres.BACKUP_ROLE)).toString());
        values.put("backup.repository", data.backups().toString());
        values.put(
                "backup.encryption.key.file",
                secrets.keyFile("backup-encryption.key").toString());
        values.put("suite.key.file", keys.file(Keys.Key.SUITE).toString());
        values.put("viewer.key.file", keys.file(Keys.Key.VIEWER).toString());
        return values;
    }

    private String postgresBin() {
        return data.programs().resolve("bin").toString();
    }

    private String filled(String template) {
        Map<String, String> values = values();
        Matcher placeholders = PLACEHOLDER.matcher(template);
        return placeholders.replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("A template speaks of ${" + found.group(1) + "}, which means nothing");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static List<String> templatesOf(Member member) {
        return resource("config/templates")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(member.folder() + "/"))
                .toList();
    }

    private static String resource(String name) {
        try (InputStream bytes = Configuration.class.getClassLoader().getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException("No resource " + name);
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read resource " + name, e);
        }
    }
}
