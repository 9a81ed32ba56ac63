package dev.evenkeel.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Random secrets in files that their owner alone can read, made when first asked for and kept from then on. */
final class Secrets {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 43; // 256 bits
    private static final int KEY_BYTES = 32;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** The secret of this name; letters and digits only. */
    String get(String name) {
        Path file = file(name);
        try {
            if (!Files.exists(file)) {
                DataFolder.writePrivately(file, generate() + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** The file that holds the secret of this name, which is made if need be. */
    Path fileOf(String name) {
        get(name);
        return file(name);
    }

    /** The file that holds a key of 256 bits as hexadecimal digits, which is made if need be. */
    Path keyFile(String name) {
        Path file = file(name);
        if (!Files.exists(file)) {
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            DataFolder.writePrivately(file, HexFormat.of().formatHex(key) + "\n");
        }
        return file;
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String generate() {
        return random.ints(LENGTH, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, i) -> text.append(LETTERS.charAt(i)), StringBuilder::append)
                .toString();
    }
}
