package dev.evenkeel.benchmarks.alerts;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A server that somebody else started and goes on running. */
record RunningServer(URI url, Optional<String> key) implements AlertServer {

    @Override
    public String name() {
        return url.toString();
    }

    @Override
    public Map<String, Long> processes() {
        return Map.of();
    }

    @Override
    public void close() {
        // not ours to end
    }
}
