package dev.evenkeel.backup.basebackup;

import java.io.IOException;

/** The server is too old to be backed up. */
public final class UnsupportedServerException extends IOException {

    UnsupportedServerException(String version) {
        super("the server is PostgreSQL " + version + "; base backups are taken from PostgreSQL 15 and later");
    }
}
