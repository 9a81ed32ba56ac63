package dev.evenkeel.backup.replication;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** Two byte streams to a server. Not safe for use by several threads, but {@link #close} may come from any. */
interface Transport extends Closeable {

    InputStream in() throws IOException;

    OutputStream out() throws IOException;

    /** From now on a read that waits longer than {@code limit} throws {@link java.net.SocketTimeoutException}. */
    void limitReads(Duration limit) throws IOException;
}
