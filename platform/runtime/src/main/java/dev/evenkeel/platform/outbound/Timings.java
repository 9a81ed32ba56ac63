package dev.evenkeel.platform.outbound;

import java.time.Duration;

/**
 * Where the time of one exchange went, measured by the monotonic clock. After redirects the phases are those of the last
 * hop and {@code total} spans all of them.
 *
 * @param dns looking up the name; zero for an address
 * @param connect until the TCP connection stood; zero if an open connection was used again
 * @param tls the handshake; zero without TLS or if an open connection was used again
 * @param firstByte from sending the request to the response's head
 * @param total from the call to the last byte of the body
 */
public record Timings(Duration dns, Duration connect, Duration tls, Duration firstByte, Duration total) {}
