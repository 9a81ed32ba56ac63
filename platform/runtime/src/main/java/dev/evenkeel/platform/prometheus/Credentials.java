package dev.evenkeel.platform.prometheus;

import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.outbound.OutboundRequest;

/** How to introduce oneself to a metrics endpoint. Secrets are read anew for every request. */
public sealed interface Credentials {

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a> */
    record Bearer(Secret token) implements Credentials {}

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a> */
    record Basic(String user, Secret password) implements Credentials {}

    /** @throws java.io.UncheckedIOException if the secret cannot be read; may block on its file */
    default OutboundRequest addTo(OutboundRequest request) {
        return switch (this) {
            case Bearer bearer -> request.bearer(bearer.token().reveal());
            case Basic basic -> request.basic(basic.user(), basic.password().reveal());
        };
    }
}
