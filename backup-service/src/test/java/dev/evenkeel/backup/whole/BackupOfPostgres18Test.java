package dev.evenkeel.backup.whole;

import java.io.IOException;

import dev.evenkeel.postgres.PostgresPrograms;

class BackupOfPostgres18Test extends BackupContract {

    @Override
    PostgresPrograms programs() throws IOException {
        return RealServer.bundled();
    }
}
