package dev.evenkeel.backup.replication;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.backup.replication.ReplicationException.ProtocolViolation;

/**
 * Reads the body of a message. Source: PostgreSQL manual, "Message Formats". Whatever the bytes, the outcome is a message
 * or a {@link ProtocolViolation}.
 */
final class MessageParser {

    private MessageParser() {}

    /** The message of kind {@code type} in the first {@code length} bytes of {@code buffer}. */
    static BackendMessage parse(char type, byte[] buffer, int length) throws ProtocolViolation {
        ByteBuffer body = ByteBuffer.wrap(buffer, 0, length);
        try {
            return switch (type) {
                case 'R' -> new BackendMessage.Authentication(body.getInt(), copyOfRest(body));
                case 'S' -> new BackendMessage.ParameterStatus(text(body), text(body));
                case 'K' -> new BackendMessage.BackendKeyData();
                case 'v' -> new BackendMessage.NegotiateProtocolVersion(body.getInt());
                case 'Z' -> new BackendMessage.ReadyForQuery();
                case 'T' -> new BackendMessage.RowDescription(columns(body));
                case 'D' -> new BackendMessage.DataRow(values(body));
                case 'C' -> new BackendMessage.CommandComplete(text(body));
                case 'I' -> new BackendMessage.EmptyQueryResponse();
                case 'E' -> new BackendMessage.Failure(ServerError.of(fields(body)));
                case 'N' -> new BackendMessage.Notice(ServerError.of(fields(body)));
                case 'H' -> new BackendMessage.CopyOutResponse();
                case 'd' -> new BackendMessage.CopyData(body);
                case 'c' -> new BackendMessage.CopyDone();
                default -> throw new ProtocolViolation("a message of unknown kind 0x" + Integer.toHexString(type));
            };
        } catch (BufferUnderflowException tooShort) {
            throw new ProtocolViolation("a message of kind '" + type + "' ends before its fields do");
        }
    }

    private static List<String> columns(ByteBuffer body) {
        int count = Short.toUnsignedInt(body.getShort());
        List<String> names = new ArrayList<>();
        for (int column = 0; column < count; column++) {
            names.add(text(body));
            // table, attribute number, type, type size, type modifier, format: not needed, all values come as text
            body.getInt();
            body.getShort();
            body.getInt();
            body.getShort();
            body.getInt();
            body.getShort();
        }
        return List.copyOf(names);
    }

    private static List<Optional<String>> values(ByteBuffer body) throws ProtocolViolation {
        int count = Short.toUnsignedInt(body.getShort());
        List<Optional<String>> values = new ArrayList<>();
        for (int column = 0; column < count; column++) {
            int length = body.getInt();
            if (length > body.remaining()) {
                throw new BufferUnderflowException();
            }
            if (length < -1) {
                throw new ProtocolViolation("a value of negative length");
            }
            values.add(length == -1 ? Optional.empty() : Optional.of(text(body, length)));
        }
        return List.copyOf(values);
    }

    private static Map<Character, String> fields(ByteBuffer body) {
        Map<Character, String> fields = new HashMap<>();
        for (byte code = body.get(); code != 0; code = body.get()) {
            fields.put((char) code, text(body));
        }
        return fields;
    }

    static String text(ByteBuffer body) {
        int length = 0;
        while (length < body.remaining() && body.get(body.position() + length) != 0) {
            length++;
        }
        if (length == body.remaining()) {
            throw new BufferUnderflowException();
        }
        String text = text(body, length);
        body.get();
        return text;
    }

    private static String text(ByteBuffer body, int length) {
        byte[] bytes = new byte[length];
        body.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ByteBuffer copyOfRest(ByteBuffer body) {
        return ByteBuffer.allocate(body.remaining()).put(body).flip();
    }
}
