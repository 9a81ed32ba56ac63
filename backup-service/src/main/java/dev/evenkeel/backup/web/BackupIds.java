package dev.evenkeel.backup.web;

import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.platform.web.ProblemException;

/** Names of backups as they come in paths. */
final class BackupIds {

    private BackupIds() {}

    /** A text that cannot be a name names nothing. */
    static BackupId parse(String text) {
        return BackupId.parse(text).orElseThrow(() -> unknown(text));
    }

    static ProblemException unknown(String text) {
        return ProblemException.notFound("There is no backup '" + text + "'");
    }
}
