package dev.evenkeel.backup.repository;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The name of a backup and of its folder: when it began (UTC, to the second) and eight random hexadecimal digits, such as
 * {@code 20261121T023000Z-0c1d2e3f}. Names sort by age.
 */
public record BackupId(String text) implements Comparable<BackupId> {

    private static final Pattern FORM = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    public BackupId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not the name of a backup");
        }
    }

    public static BackupId of(Instant begun, RandomGenerator random) {
        return new BackupId(TIME.format(begun) + "-" + HexFormat.of().toHexDigits(random.nextInt()));
    }

    public static Optional<BackupId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new BackupId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(BackupId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
