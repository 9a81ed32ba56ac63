package dev.evenkeel.alertrouter.interaction;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.interaction.CallbackStore.SignedCall;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.ProblemType;

/**
 * Where Slack, PagerDuty and other programs call back. Open to everybody, as none of them can show a key of ours: what
 * counts is the signature, over the very bytes that came.
 */
@Path("/api/v1/interactions")
@NonBlocking
@Consumes(MediaType.WILDCARD)
public class InteractionsResource {

    private static final Logger LOG = Logger.getLogger(InteractionsResource.class);

    private final LiveConfiguration<RouterConfig> configuration;
    private final InteractionService interactions;
    private final SlackPressService presses;
    private final CallbackStore heard;
    private final ActorSource actors;
    private final Clock clock;

    InteractionsResource(
            LiveConfiguration<RouterConfig> configuration,
            InteractionService interactions,
            SlackPressService presses,
            CallbackStore heard,
            ActorSource actors,
            Clock clock) {
        this.configuration = configuration;
        this.interactions = interactions;
        this.presses = presses;
        this.heard = heard;
        this.actors = actors;
        this.clock = clock;
    }

    /** What Slack shows to whoever pressed the button, and to nobody else. */
    public record SlackAnswer(
            @JsonProperty("response_type") String responseType,
            @JsonProperty("replace_original") boolean replaceOriginal,
            String text) {}

    /** @param results a sentence for each incident; none if there was nothing to do */
    public record Outcome(List<String> results) {}

    /** A button whose value is the token of one of our links; what the link is for is done in the name of who pressed it. */
    @POST
    @Path("/slack")
    @PermitAll
    @Operation(summary = "Interactivity of a Slack app: buttons in notifications")
    public Uni<SlackAnswer> slack(
            @HeaderParam("X-Slack-Request-Timestamp") String timestamp,
            @HeaderParam("X-Slack-Signature") String signature,
            byte[] body) {
        Optional<SlackApp> app = configured().slack();
        String secret = reveal(app.map(SlackApp::signingSecret), "slack");
        require(Signatures.isSlacks(secret, timestamp, body, signature, clock.instant()));
        return SlackPressJson.read(body)
                .map(press -> once(signature, press, app.get()))
                .orElseGet(() -> Uni.createFrom().item("This button is none of ours"))
                .map(text -> new SlackAnswer("ephemeral", false, text));
    }

    /** Nobody plays a call-back of Slack again as long as its time is good. */
    private Uni<String> once(String signature, SlackPressJson press, SlackApp app) {
        Actor actor = actors.vouchedFor(Actor.Kind.SLACK, app.nameOf(press), "slack:" + press.userId());
        Instant now = clock.instant();
        var call = new SignedCall("slack " + signature, Signatures.outdatedAt(now));
        return heard.hear(call, now).flatMap(first -> {
            if (!first) {
                throw Problem.of(ProblemType.FORBIDDEN, "This was heard before: a signature is good for one call-back")
                        .asException();
            }
            return presses.follow(press, app, actor);
        });
    }

    @POST
    @Path("/pagerduty")
    @PermitAll
    @Operation(summary = "Webhook subscription of PagerDuty, version 3")
    public Uni<Outcome> pagerDuty(@HeaderParam("X-PagerDuty-Signature") String signature, byte[] body) {
        require(Signatures.isPagerDutys(reveal(configured().pagerDuty(), "pagerduty"), body, signature));
        CallbackJson.Happened happened = CallbackJson.pagerDuty(body);
        Actor actor = actors.vouchedFor(Actor.Kind.PAGERDUTY, happened.agent() + " in PagerDuty", "pagerduty");
        return interactions.follow(happened, actor).map(Outcome::new);
    }

    /** {@code {"action": "acknowledge", "incident": id or "groupKey": key, "by": who, "text": why}}. */
    @POST
    @Path("/webhooks/{name}")
    @PermitAll
    @Operation(summary = "A program of yours that signs what it sends")
    public Uni<Outcome> webhook(
            String name,
            @HeaderParam("X-Evenkeel-Timestamp") String timestamp,
            @HeaderParam("X-Evenkeel-Signature") String signature,
            byte[] body) {
        String secret = reveal(Optional.ofNullable(configured().webhooks().get(name)), name);
        require(Signatures.isOurs(secret, timestamp, body, signature, clock.instant()));
        CallbackJson.Asked asked = CallbackJson.webhook(body);
        Actor actor = actors.vouchedFor(Actor.Kind.WEBHOOK, asked.by() + " by " + name, "webhook:" + name);
        var call = new SignedCall("webhook " + signature, Signatures.outdatedAt(clock.instant()));
        return interactions.follow(asked, call, actor).map(Outcome::new);
    }

    private Interactions configured() {
        return configuration.current().feature(Interactions.class);
    }

    private static String reveal(Optional<Secret> secret, String of) {
        try {
            return secret.orElseThrow(
                            () -> ProblemException.notFound("interactions.yaml knows of no such caller: " + of))
                    .reveal();
        } catch (UncheckedIOException unreadable) {
            LOG.errorf("The signing secret of %s cannot be read: %s", of, unreadable.getMessage());
            throw new ProblemException(
                    Problem.of(ProblemType.FORBIDDEN, "The signature cannot be checked at the moment"), unreadable);
        }
    }

    private static void require(boolean signed) {
        if (!signed) {
            throw Problem.of(ProblemType.FORBIDDEN, "The signature does not fit, or is older than five minutes")
                    .asException();
        }
    }
}
