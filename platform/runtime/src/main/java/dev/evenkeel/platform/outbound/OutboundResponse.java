package dev.evenkeel.platform.outbound;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.buffer.Buffer;

/**
 * A complete answer, whatever its status.
 *
 * @param status 100 to 999
 * @param headers by case-insensitive name, with those that came behind the body
 * @param body decompressed
 * @param address the address that was contacted, at the last hop
 * @param certificateExpiry when the server's certificate expires; empty without TLS
 */
public record OutboundResponse(
        int status,
        Map<String, List<String>> headers,
        Buffer body,
        InetAddress address,
        Optional<Instant> certificateExpiry,
        Timings timings) {

    /** A status of 200 to 299. */
    public boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    public byte[] bodyBytes() {
        return body.getBytes();
    }

    /** The body as UTF-8. */
    public String bodyText() {
        return body.toString(StandardCharsets.UTF_8);
    }
}
