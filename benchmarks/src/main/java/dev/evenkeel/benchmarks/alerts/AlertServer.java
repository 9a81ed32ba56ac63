package dev.evenkeel.benchmarks.alerts;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A server that was started to be measured, alone on fresh data. */
interface AlertServer extends AutoCloseable {

    /** What the tables call it. */
    String name();

    URI url();

    /** An API key that may post and read alerts; empty if it asks for none. */
    Optional<String> key();

    /** The memory that its programs hold, in bytes, by program. */
    Map<String, Long> memory();

    @Override
    void close();
}
