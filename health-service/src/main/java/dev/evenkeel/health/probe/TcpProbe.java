package dev.evenkeel.health.probe;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.health.catalog.Target;
import dev.evenkeel.platform.outbound.OutboundTcp;

/** Opens a connection and closes it again. */
@ApplicationScoped
class TcpProbe {

    private final OutboundTcp tcp;

    TcpProbe(OutboundTcp tcp) {
        this.tcp = tcp;
    }

    /** @return empty: a connection is all that is asked for. Fails if there is none in time. */
    Uni<Optional<String>> ask(Target.Tcp target, Duration timeout) {
        return tcp.connect(target.host(), target.port(), timeout)
                .invoke(connection -> connection.socket().close())
                .replaceWith(Optional.empty());
    }
}
