package dev.evenkeel.platform.web;

import java.time.Duration;
import java.util.Map;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a request may bring. */
@ConfigMapping(prefix = "evenkeel.web")
interface WebLimits {

    /** The largest body where nothing else is said. */
    @WithDefault("8M")
    MemorySize maxBodySize();

    /** The largest body by path, for that path and what is below it; the longest path that fits wins. */
    Map<String, MemorySize> maxBodySizeOf();

    /** The longest address, path and query together, in characters. */
    @WithDefault("8192")
    int maxUriLength();

    /** The largest block of headers, names and values together. */
    @WithDefault("16K")
    MemorySize maxHeaderSize();

    /** How long a body may take to arrive. */
    @WithDefault("30s")
    Duration bodyTimeout();
}
