package dev.evenkeel.backup.archive;

import java.io.IOException;

/** Not a tar archive as PostgreSQL writes it, or one that tries to reach outside its folder. */
public final class TarFormatException extends IOException {

    public TarFormatException(String message) {
        super(message);
    }
}
