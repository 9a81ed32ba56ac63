package dev.evenkeel.backup.replication;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A message from the server, of the kinds that can reach a client of our sort. */
sealed interface BackendMessage {

    /** A request for, or the outcome of, authentication; {@code code} as in the protocol, {@code body} what follows it. */
    record Authentication(int code, ByteBuffer body) implements BackendMessage {}

    record ParameterStatus(String name, String value) implements BackendMessage {}

    record BackendKeyData() implements BackendMessage {}

    record NegotiateProtocolVersion(int minor) implements BackendMessage {}

    record ReadyForQuery() implements BackendMessage {}

    record RowDescription(List<String> columns) implements BackendMessage {}

    record DataRow(List<Optional<String>> values) implements BackendMessage {}

    record CommandComplete(String tag) implements BackendMessage {}

    record EmptyQueryResponse() implements BackendMessage {}

    record Failure(ServerError error) implements BackendMessage {}

    record Notice(ServerError notice) implements BackendMessage {}

    record CopyOutResponse() implements BackendMessage {}

    /** The bytes are valid until the next message is read. */
    record CopyData(ByteBuffer content) implements BackendMessage {}

    record CopyDone() implements BackendMessage {}
}
