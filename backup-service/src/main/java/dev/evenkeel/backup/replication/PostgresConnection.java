package dev.evenkeel.backup.replication;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.backup.replication.ReplicationException.AuthenticationFailed;
import dev.evenkeel.backup.replication.ReplicationException.ConnectionLost;
import dev.evenkeel.backup.replication.ReplicationException.ProtocolViolation;
import dev.evenkeel.backup.replication.ReplicationException.ServerRefused;

/**
 * An authenticated connection to a server, either for replication commands or for SQL in one database.
 *
 * <p>One thread at a time; {@link #close} may come from any thread and ends a call that waits. After an exception other
 * than {@link ServerRefused} the connection is of no further use.
 */
public final class PostgresConnection implements Closeable {

    private static final int PROTOCOL_3_0 = 3 << 16;
    private static final String APPLICATION = "evenkeel-backup";

    private final MessageStream messages;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private PostgresConnection(MessageStream messages) {
        this.messages = messages;
    }

    /** Connects as a physical walsender's client: {@code IDENTIFY_SYSTEM}, {@code SHOW} and {@code BASE_BACKUP} work here. */
    public static PostgresConnection forReplication(ConnectionSettings settings) throws IOException {
        return open(settings, Map.of("replication", "true"));
    }

    /** Connects to a database for plain SQL. */
    public static PostgresConnection forSql(ConnectionSettings settings, String database) throws IOException {
        return open(settings, Map.of("database", database));
    }

    private static PostgresConnection open(ConnectionSettings settings, Map<String, String> kind) throws IOException {
        Transport transport = reach(settings);
        try {
            PostgresConnection connection = new PostgresConnection(new MessageStream(transport));
            connection.start(settings, kind, isPrivate(transport));
            connection.messages.limitReads(settings.silence());
            return connection;
        } catch (IOException | RuntimeException failed) {
            transport.close();
            throw failed;
        }
    }

    private static Transport reach(ConnectionSettings settings) throws IOException {
        try {
            return switch (settings.address()) {
                case ServerAddress.Tcp tcp -> TcpTransport.open(tcp, settings);
                case ServerAddress.UnixSocket socket -> UnixSocketTransport.open(socket, settings);
            };
        } catch (ReplicationException known) {
            throw known;
        } catch (SocketTimeoutException silent) {
            throw new ConnectionLost(
                    settings.address() + " did not answer within "
                            + settings.connectTimeout().toSeconds() + " s",
                    silent);
        } catch (IOException unreachable) {
            throw new ConnectionLost(settings.address() + " cannot be reached: " + reason(unreachable), unreachable);
        }
    }

    private static String reason(IOException failure) {
        return failure instanceof UnknownHostException ? "unknown host" : String.valueOf(failure.getMessage());
    }

    private static boolean isPrivate(Transport transport) {
        return switch (transport) {
            case TcpTransport tcp -> tcp.encrypted();
            default -> true;
        };
    }

    private void start(ConnectionSettings settings, Map<String, String> kind, boolean isPrivate) throws IOException {
        messages.sendStartup(startup(settings.user(), kind));
        Authenticator authenticator = new Authenticator(settings.user(), settings.password(), isPrivate);
        while (true) {
            switch (messages.read()) {
                case BackendMessage.Authentication request -> {
                    Optional<byte[]> answer = authenticator.answer(request);
                    if (answer.isPresent()) {
                        messages.send('p', answer.get());
                    }
                }
                case BackendMessage.Failure(ServerError error) -> throw refusal(error);
                case BackendMessage.ReadyForQuery() -> {
                    return;
                }
                case BackendMessage.ParameterStatus(String name, String value) -> parameters.put(name, value);
                case BackendMessage.BackendKeyData() -> {}
                case BackendMessage.Notice(var _) -> {}
                case BackendMessage.NegotiateProtocolVersion(int _) -> {}
                case BackendMessage other -> throw unexpected(other, "while connecting");
            }
        }
    }

    private static byte[] startup(String user, Map<String, String> kind) {
        Map<String, String> fields = new LinkedHashMap<>(kind);
        fields.put("user", user);
        fields.put("application_name", APPLICATION);
        fields.put("client_encoding", "UTF8");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(PROTOCOL_3_0).array());
        fields.forEach((name, value) -> {
            body.writeBytes(terminated(name));
            body.writeBytes(terminated(value));
        });
        body.write(0);
        return body.toByteArray();
    }

    /** Class 28 of the error codes: the server does not let this user in. */
    private static ReplicationException refusal(ServerError error) {
        return error.sqlState().startsWith("28") ? new AuthenticationFailed(error.summary()) : new ServerRefused(error);
    }

    /** A value the server reported when we connected, such as {@code server_version}. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * The rows that {@code command} answers, all as text, an empty value for NULL. They are held in memory: ask for few.
     * Several commands in one string give the rows of all.
     */
    public List<List<Optional<String>>> query(String command) throws IOException {
        ask(command);
        List<List<Optional<String>>> rows = new ArrayList<>();
        Optional<ServerError> failure = Optional.empty();
        while (true) {
            switch (next()) {
                case BackendMessage.DataRow(var values) -> rows.add(values);
                case BackendMessage.RowDescription(var _) -> {}
                case BackendMessage.CommandComplete(var _) -> {}
                case BackendMessage.EmptyQueryResponse() -> {}
                case BackendMessage.Failure(ServerError error) -> failure = Optional.of(error);
                case BackendMessage.ReadyForQuery() -> {
                    if (failure.isPresent()) {
                        throw new ServerRefused(failure.get());
                    }
                    return rows;
                }
                case BackendMessage other -> throw unexpected(other, "in answer to a query");
            }
        }
    }

    /** Lengthens or shortens how long the server may be silent from now on. */
    public void limitSilence(Duration longest) throws IOException {
        messages.limitReads(longest);
    }

    void ask(String command) throws IOException {
        messages.send('Q', terminated(command));
    }

    /** The next message that matters; notices and changed parameters are taken note of on the way. */
    BackendMessage next() throws IOException {
        while (true) {
            switch (messages.read()) {
                case BackendMessage.ParameterStatus(String name, String value) -> parameters.put(name, value);
                case BackendMessage.Notice(var _) -> {}
                case BackendMessage message -> {
                    return message;
                }
            }
        }
    }

    static ProtocolViolation unexpected(BackendMessage message, String when) {
        return new ProtocolViolation(message.getClass().getSimpleName() + " came " + when);
    }

    private static byte[] terminated(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(bytes.length + 1).put(bytes).array();
    }

    /** Hangs up without a word: the server notices and ends what it was doing for us. */
    @Override
    public void close() throws IOException {
        messages.close();
    }
}
