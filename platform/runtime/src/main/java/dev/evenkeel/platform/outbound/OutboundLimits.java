package dev.evenkeel.platform.outbound;

import java.time.Duration;

/**
 * What holds for an exchange that does not say otherwise.
 *
 * @param connectTimeout until a connection stands, per address tried; TLS included
 * @param timeout from the call to the last byte
 * @param maxResponseBytes of the body, after decompression
 */
public record OutboundLimits(Duration connectTimeout, Duration timeout, long maxResponseBytes) {}
