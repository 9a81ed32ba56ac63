package dev.evenkeel.backup.whole;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;

import dev.evenkeel.backup.basebackup.BaseBackup;
import dev.evenkeel.backup.basebackup.Source;
import dev.evenkeel.backup.replication.ConnectionSettings;
import dev.evenkeel.backup.replication.ServerAddress;

/** A process that takes a very slow backup, to be killed. */
final class BackupProcess {

    private BackupProcess() {}

    public static void main(String[] arguments) throws IOException {
        ConnectionSettings settings = ConnectionSettings.of(
                        new ServerAddress.Tcp("127.0.0.1", Integer.parseInt(arguments[0])), RealServer.SUPERUSER)
                .withPassword(() -> Optional.of(RealServer.PASSWORD));
        Source source = new Source("test", settings, "postgres", true, OptionalInt.of(1024), Optional.empty());
        new BaseBackup(source, RealServer.repository(Path.of(arguments[1])), Clock.systemUTC(), "test")
                .take(BackupContract.newId(), bytes -> {});
    }
}
