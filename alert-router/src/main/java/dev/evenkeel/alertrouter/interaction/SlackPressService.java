package dev.evenkeel.alertrouter.interaction;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.AuditService;
import dev.evenkeel.alertrouter.audit.AuditedAction;
import dev.evenkeel.alertrouter.link.LinkService;
import dev.evenkeel.platform.web.ProblemException;

/** Does what a button in Slack is for, in the name of who pressed it, and has the message say so. */
@ApplicationScoped
class SlackPressService {

    /** Slack waits for 3 s; what takes longer goes on, and the message tells of it. */
    static final Duration PATIENCE = Duration.ofMillis(2500);

    private static final Logger LOG = Logger.getLogger(SlackPressService.class);

    private final LinkService links;
    private final AuditService audit;
    private final SlackClient slack;

    SlackPressService(LinkService links, AuditService audit, SlackClient slack) {
        this.links = links;
        this.audit = audit;
        this.slack = slack;
    }

    /**
     * What came of a button.
     *
     * @param text for whoever pressed it
     * @param done whether it was done, so that everybody may see it
     */
    private record Outcome(String text, boolean done) {}

    /** @return what to tell whoever pressed it, within {@link #PATIENCE} */
    Uni<String> follow(SlackPressJson press, SlackApp app, Actor actor) {
        Uni<Outcome> once = (app.admits(press) ? act(press, actor) : refuse(press, actor))
                .memoize()
                .indefinitely();
        once.chain(what -> tell(press, app, what))
                .subscribe()
                .with(
                        told -> LOG.debugf("Slack was told what came of %s", press.button()),
                        failure -> LOG.errorf(failure, "A button in Slack came to nothing"));
        return once.map(Outcome::text)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem("This takes longer than usual. The message changes as soon as it is done.");
    }

    private Uni<Outcome> act(SlackPressJson press, Actor actor) {
        return links.act(press.token(), sentTo -> actor)
                .map(sentences -> new Outcome(actor.name() + ": " + String.join("; ", sentences), true))
                .onFailure(ProblemException.class)
                .recoverWithItem(problem -> new Outcome(problem.getMessage(), false));
    }

    private Uni<Outcome> refuse(SlackPressJson press, Actor stranger) {
        String why = "You are not among those who may act here: your id in Slack, " + press.userId()
                + ", is none of the users in interactions.yaml";
        return audit.recordAlone(
                        stranger, AuditedAction.refused("interaction.press", "link", "", "is not a user we know"))
                .replaceWith(new Outcome(why, false));
    }

    private Uni<Void> tell(SlackPressJson press, SlackApp app, Outcome outcome) {
        if (press.answerTo().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String address = press.answerTo().get();
        if (!address.startsWith(app.answersTo())) {
            LOG.warnf(
                    "Slack is not told what came of a button: it is to be answered elsewhere than %s", app.answersTo());
            return Uni.createFrom().voidItem();
        }
        return slack.answer(
                address,
                outcome.done()
                        ? SlackBlocksJson.changed(press, outcome.text()).orElseGet(() -> privately(outcome.text()))
                        : privately(outcome.text()));
    }

    private static ObjectNode privately(String text) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("response_type", "ephemeral")
                .put("replace_original", false)
                .put("text", text);
    }
}
