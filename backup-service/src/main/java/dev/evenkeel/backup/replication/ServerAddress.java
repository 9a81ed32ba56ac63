package dev.evenkeel.backup.replication;

import java.nio.file.Path;

/** Where a server listens. */
public sealed interface ServerAddress {

    /** A host name or address and a port from 1 to 65535. */
    record Tcp(String host, int port) implements ServerAddress {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** The socket {@code .s.PGSQL.<port>} in a folder of this machine. */
    record UnixSocket(Path folder, int port) implements ServerAddress {

        Path file() {
            return folder.resolve(".s.PGSQL." + port);
        }

        @Override
        public String toString() {
            return file().toString();
        }
    }
}
