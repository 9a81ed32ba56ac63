package dev.evenkeel.benchmarks.alerts;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A server that is measured; what its programs need is known only of those that were started for it. */
public interface AlertServer extends AutoCloseable {

    /** What the tables call it. */
    String name();

    URI url();

    /** An API key that may post and read alerts; empty if it asks for none. */
    Optional<String> key();

    /** The root processes of its programs, by program. */
    Map<String, Long> processes();

    @Override
    void close();
}
