package dev.evenkeel.backup.archive;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What is told about an archive as it streams by: begun, content (as often as it takes), ended, for each member. */
public interface TarListener {

    void begun(TarEntry entry) throws IOException;

    /** The next bytes of the current file; the buffer is only lent. */
    void content(ByteBuffer bytes) throws IOException;

    void ended() throws IOException;
}
