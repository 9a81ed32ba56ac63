package dev.evenkeel.alertrouter.interaction;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;

import dev.evenkeel.platform.outbound.OutboundException;
import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.outbound.OutboundRequest;

/** Changes messages in Slack, and says something to whoever pressed a button, by the address that Slack gave for that. */
@ApplicationScoped
class SlackClient {

    private static final Logger LOG = Logger.getLogger(SlackClient.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OutboundHttp http;

    SlackClient(OutboundHttp http) {
        this.http = http;
    }

    /** Never fails: what was done is done, whether or not the message says so. */
    Uni<Void> answer(String address, ObjectNode answer) {
        var request = OutboundRequest.post(address, "application/json; charset=utf-8", Buffer.buffer(answer.toString()))
                .timeout(PATIENCE);
        return http.send(request)
                .invoke(response -> {
                    if (response.status() != 200) {
                        LOG.warnf(
                                "Slack did not change its message: it answered %d %s",
                                response.status(), response.bodyText());
                    }
                })
                .onFailure(OutboundException.class)
                .invoke(failure -> LOG.warnf("Slack did not change its message: %s", failure.getMessage()))
                .onFailure(OutboundException.class)
                .recoverWithNull()
                .replaceWithVoid();
    }
}
