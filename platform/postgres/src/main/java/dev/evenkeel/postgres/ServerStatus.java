package dev.evenkeel.postgres;

/** What a server is doing, as its data folder and the process table tell. */
public sealed interface ServerStatus {

    /** There is no database cluster in the folder. */
    record NotInitialised() implements ServerStatus {}

    /** No server runs on the folder; one may have been killed there. */
    record Stopped() implements ServerStatus {}

    /**
     * A server runs on the folder.
     *
     * @param pid the process that all others of this server descend from
     * @param port the port it listens on
     * @param acceptsConnections false while it starts, recovers or shuts down
     */
    record Running(long pid, int port, boolean acceptsConnections) implements ServerStatus {}
}
