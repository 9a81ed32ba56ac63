package dev.evenkeel.platform.outbound;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How far, how long and how much, for every connection that a user configures. */
@ConfigMapping(prefix = "evenkeel.outbound")
public interface OutboundSettings {

    /** Address blocks that may be contacted although {@link AddressPolicy} would refuse them. */
    Optional<List<String>> allowed();

    /** Whether loopback and private addresses may be contacted. */
    @WithDefault("allow")
    AddressPolicy.PrivateAddresses privateAddresses();

    /** Until a connection stands, per address tried; TLS included. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** From the call to the last byte, unless the request says otherwise. */
    @WithDefault("10s")
    Duration timeout();

    /** The longest body that is accepted, after decompression, unless the request says otherwise. */
    @WithDefault("10M")
    MemorySize maxResponse();

    /** PEM files of certificate authorities to trust besides those of the system. */
    Optional<List<Path>> caCertificates();
}
