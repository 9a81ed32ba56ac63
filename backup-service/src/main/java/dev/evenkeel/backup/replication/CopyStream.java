package dev.evenkeel.backup.replication;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

import dev.evenkeel.backup.replication.ReplicationException.ProtocolViolation;

/**
 * Takes apart what a base backup's copy stream carries and hands it to a receiver. Source: PostgreSQL manual, "Streaming
 * Replication Protocol", BASE_BACKUP. Its states:
 *
 * <pre>
 *   NOTHING --n--> ARCHIVE --n--> ARCHIVE --m--> MANIFEST --end--> done
 *                  (d: archive data)             (d: manifest data)     (p: progress, anywhere)
 * </pre>
 */
final class CopyStream {

    private enum State {
        NOTHING,
        ARCHIVE,
        MANIFEST
    }

    private final BaseBackupReceiver receiver;
    private State state = State.NOTHING;

    CopyStream(BaseBackupReceiver receiver) {
        this.receiver = receiver;
    }

    void accept(ByteBuffer piece) throws IOException {
        if (!piece.hasRemaining()) {
            throw new ProtocolViolation("an empty piece of a base backup");
        }
        byte kind = piece.get();
        switch (kind) {
            case 'n' -> beginArchive(piece);
            case 'm' -> beginManifest();
            case 'd' -> data(piece);
            case 'p' -> progress(piece);
            default -> throw new ProtocolViolation("an unknown piece of a base backup: 0x" + Integer.toHexString(kind));
        }
    }

    private void beginArchive(ByteBuffer body) throws IOException {
        if (state == State.MANIFEST) {
            throw new ProtocolViolation("an archive after the manifest");
        }
        endArchive();
        state = State.ARCHIVE;
        receiver.archiveBegun(name(body));
    }

    private static String name(ByteBuffer body) throws ProtocolViolation {
        try {
            return MessageParser.text(body);
        } catch (BufferUnderflowException unterminated) {
            throw new ProtocolViolation("an archive's name without an end");
        }
    }

    private void beginManifest() throws IOException {
        if (state == State.MANIFEST) {
            throw new ProtocolViolation("a second manifest");
        }
        endArchive();
        state = State.MANIFEST;
    }

    private void data(ByteBuffer content) throws IOException {
        switch (state) {
            case NOTHING -> throw new ProtocolViolation("data before the first archive");
            case ARCHIVE -> receiver.archiveData(content);
            case MANIFEST -> receiver.manifestData(content);
        }
    }

    private void progress(ByteBuffer body) throws IOException {
        if (body.remaining() < Long.BYTES) {
            throw new ProtocolViolation("a progress report without a number");
        }
        receiver.progress(body.getLong());
    }

    private void endArchive() throws IOException {
        if (state == State.ARCHIVE) {
            receiver.archiveEnded();
        }
    }

    /** The stream ended as it should; a backup without an archive or a manifest is none. */
    void end() throws IOException {
        if (state != State.MANIFEST) {
            throw new ProtocolViolation("the base backup ended without a manifest");
        }
    }
}
