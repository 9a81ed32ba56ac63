package dev.evenkeel.backup.replication;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.backup.replication.ReplicationException.ProtocolViolation;
import dev.evenkeel.backup.replication.ReplicationException.ServerRefused;

/** Replication commands over a connection of their own. Threads and errors as in {@link PostgresConnection}. */
public final class ReplicationClient implements Closeable {

    private final PostgresConnection connection;

    private ReplicationClient(PostgresConnection connection) {
        this.connection = connection;
    }

    public static ReplicationClient connect(ConnectionSettings settings) throws IOException {
        return new ReplicationClient(PostgresConnection.forReplication(settings));
    }

    public SystemIdentity identifySystem() throws IOException {
        List<Optional<String>> row = onlyRow("IDENTIFY_SYSTEM");
        if (row.size() < 3) {
            throw new ProtocolViolation("IDENTIFY_SYSTEM answered " + row.size() + " columns");
        }
        return new SystemIdentity(text(row, 0), number(row, 1), lsn(row, 2));
    }

    /**
     * The value of a server setting.
     *
     * @param setting a name that we chose ourselves, never one from outside
     */
    public String show(String setting) throws IOException {
        return text(onlyRow("SHOW " + setting), 0);
    }

    /**
     * Keeps the server from recycling write-ahead log that is younger than its latest checkpoint, until this connection
     * ends. The connection cannot be used for a base backup at the same time.
     */
    public void holdWal(String slotName) throws IOException {
        connection.query("CREATE_REPLICATION_SLOT \"" + slotName + "\" TEMPORARY PHYSICAL (RESERVE_WAL)");
    }

    /**
     * Takes a base backup and returns when all of it has been received and the server has declared it complete.
     *
     * @return where the write-ahead log has to be replayed to before the backup is consistent
     * @throws ServerRefused also at the very end, for instance when a page failed its checksum: what was received is then
     *     to be thrown away
     */
    public WalPosition baseBackup(BaseBackupCommand command, BaseBackupReceiver receiver) throws IOException {
        connection.ask(command.text());
        WalPosition start = position(resultSet(Optional.empty()));
        receiver.begun(start, tablespaces(resultSet(Optional.empty())));
        BackendMessage afterCopy = copy(receiver);
        WalPosition stop = position(resultSet(Optional.of(afterCopy)));
        untilReady();
        return stop;
    }

    private BackendMessage copy(BaseBackupReceiver receiver) throws IOException {
        CopyStream stream = new CopyStream(receiver);
        while (true) {
            switch (connection.next()) {
                case BackendMessage.CopyOutResponse() -> {}
                case BackendMessage.CopyData(ByteBuffer content) -> stream.accept(content);
                case BackendMessage.CopyDone() -> {
                    stream.end();
                    return connection.next();
                }
                case BackendMessage.Failure(ServerError error) -> throw new ServerRefused(error);
                case BackendMessage other -> throw PostgresConnection.unexpected(other, "within a base backup");
            }
        }
    }

    private List<List<Optional<String>>> resultSet(Optional<BackendMessage> first) throws IOException {
        List<List<Optional<String>>> rows = new ArrayList<>();
        BackendMessage message = first.isPresent() ? first.get() : connection.next();
        while (true) {
            switch (message) {
                case BackendMessage.RowDescription(var _) -> {}
                case BackendMessage.DataRow(var values) -> rows.add(values);
                case BackendMessage.CommandComplete(var _) -> {
                    return rows;
                }
                case BackendMessage.Failure(ServerError error) -> throw new ServerRefused(error);
                case BackendMessage other -> throw PostgresConnection.unexpected(other, "within a result");
            }
            message = connection.next();
        }
    }

    private void untilReady() throws IOException {
        while (true) {
            switch (connection.next()) {
                case BackendMessage.ReadyForQuery() -> {
                    return;
                }
                case BackendMessage.CommandComplete(var _) -> {}
                case BackendMessage.Failure(ServerError error) -> throw new ServerRefused(error);
                case BackendMessage other -> throw PostgresConnection.unexpected(other, "after a base backup");
            }
        }
    }

    private static WalPosition position(List<List<Optional<String>>> rows) throws ProtocolViolation {
        if (rows.size() != 1 || rows.getFirst().size() < 2) {
            throw new ProtocolViolation("a base backup's position has an unknown form");
        }
        return new WalPosition(lsn(rows.getFirst(), 0), number(rows.getFirst(), 1));
    }

    /** The data folder itself is in the list too, without an identifier. */
    private static List<Tablespace> tablespaces(List<List<Optional<String>>> rows) throws ProtocolViolation {
        List<Tablespace> tablespaces = new ArrayList<>();
        for (List<Optional<String>> row : rows) {
            if (row.size() < 2) {
                throw new ProtocolViolation("a base backup's list of tablespaces has an unknown form");
            }
            if (row.getFirst().isPresent()) {
                tablespaces.add(new Tablespace(number(row, 0), text(row, 1)));
            }
        }
        return List.copyOf(tablespaces);
    }

    private List<Optional<String>> onlyRow(String command) throws IOException {
        List<List<Optional<String>>> rows = connection.query(command);
        if (rows.size() != 1 || rows.getFirst().isEmpty()) {
            throw new ProtocolViolation(command + " answered " + rows.size() + " rows");
        }
        return rows.getFirst();
    }

    private static String text(List<Optional<String>> row, int column) throws ProtocolViolation {
        return row.get(column).orElseThrow(() -> new ProtocolViolation("a value is missing in the server's answer"));
    }

    private static long number(List<Optional<String>> row, int column) throws ProtocolViolation {
        String text = text(row, column);
        if (!text.matches("[0-9]{1,18}")) {
            throw new ProtocolViolation("\"" + text + "\" where a number belongs");
        }
        return Long.parseLong(text);
    }

    private static Lsn lsn(List<Optional<String>> row, int column) throws ProtocolViolation {
        String text = text(row, column);
        return Lsn.parse(text).orElseThrow(() -> new ProtocolViolation("\"" + text + "\" where an LSN belongs"));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
