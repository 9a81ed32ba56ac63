package dev.evenkeel.backup.verification;

import java.io.IOException;

/** What a backup holds as the server's manifest is none. */
public final class ServerManifestException extends IOException {

    ServerManifestException(String message) {
        super(message);
    }
}
