package dev.evenkeel.platform.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A password or token that the configuration names. It is read when it is used, so that a rotated file takes effect
 * without a reload, and its text appears in no log and no answer: {@code toString()} says only {@code <secret>}.
 */
public sealed interface Secret {

    /** A file larger than this is not a secret but a mistake. */
    int LARGEST_FILE = 64 * 1024;

    /**
     * The secret itself.
     *
     * @throws UncheckedIOException if it cannot be read at this moment; the message says where it was looked for
     */
    String reveal();

    /** Whether it is revealed at once; otherwise a file is read, on a thread that may block. */
    default boolean isAtHand() {
        return true;
    }

    /** Written in the configuration itself. */
    static Secret literal(String text) {
        return new Literal(text);
    }

    /** Held by a file; white space at its end does not count. */
    static Secret file(Path file) {
        return new InFile(file);
    }

    /** Held by a variable of this process' environment. */
    static Secret environment(String variable) {
        return new InEnvironment(variable);
    }

    /** @see Secret#literal */
    record Literal(String text) implements Secret {

        @Override
        public String reveal() {
            return text;
        }

        @Override
        public String toString() {
            return "<secret>";
        }
    }

    /** @see Secret#file */
    record InFile(Path file) implements Secret {

        @Override
        public boolean isAtHand() {
            return false;
        }

        @Override
        public String reveal() {
            try {
                if (Files.size(file) > LARGEST_FILE) {
                    throw new IOException("larger than 64 KiB");
                }
                return Files.readString(file).stripTrailing();
            } catch (IOException unreadable) {
                throw new UncheckedIOException("The secret in the file " + file + " cannot be read", unreadable);
            }
        }

        @Override
        public String toString() {
            return "<secret>";
        }
    }

    /** @see Secret#environment */
    record InEnvironment(String variable) implements Secret {

        @Override
        public String reveal() {
            String text = System.getenv(variable);
            if (text == null) {
                throw new UncheckedIOException(
                        new IOException("The secret in the environment variable " + variable + " is not set"));
            }
            return text;
        }

        @Override
        public String toString() {
            return "<secret>";
        }
    }
}
