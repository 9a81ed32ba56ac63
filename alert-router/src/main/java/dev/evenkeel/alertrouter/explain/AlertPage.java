package dev.evenkeel.alertrouter.explain;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.explain.Explanation.Destination;
import dev.evenkeel.alertrouter.explain.Explanation.Held;
import dev.evenkeel.alertrouter.explain.Explanation.Step;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.silence.Silence;
import dev.evenkeel.alertrouter.silence.SilenceService;
import dev.evenkeel.alertrouter.suppression.SuppressionReason;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;

/** One alert for people: what it says, where it goes and why, what keeps it from being told, and what happens next. */
@Path("/alerts/{fingerprint}")
@Produces(MediaType.TEXT_HTML)
@NonBlocking
public class AlertPage {

    private final ExplainService explanations;
    private final ExplainStore store;
    private final SilenceService silences;
    private final Clock clock;

    AlertPage(ExplainService explanations, ExplainStore store, SilenceService silences, Clock clock) {
        this.explanations = explanations;
        this.store = store;
        this.silences = silences;
        this.clock = clock;
    }

    /**
     * Why nobody is told.
     *
     * @param url of a page with more about it; empty if there is none
     * @param until when it ends; null if that is not known
     */
    record Reason(String what, String detail, String url, Instant until) {}

    /**
     * A route that was asked.
     *
     * @param outcome what came of it, in words
     */
    record Asked(String route, String matchers, boolean takes, String outcome) {}

    /**
     * A label or annotation.
     *
     * @param isLink whether its value is an address that a browser can open
     */
    record Entry(String name, String value, boolean isLink) {

        static Entry of(Map.Entry<String, String> entry) {
            return new Entry(entry.getKey(), entry.getValue(), isAddress(entry.getValue()));
        }
    }

    /**
     * The alert with everything around it.
     *
     * @param labelMatchers that hold for it, and for no other alert
     */
    record Shown(
            Alert alert,
            boolean firing,
            List<Entry> labels,
            List<Entry> annotations,
            List<Reason> reasons,
            List<Asked> way,
            List<Destination> destinations,
            String labelMatchers) {

        public List<SentencePiece> pieces(String sentence) {
            return SentencePiece.of(sentence);
        }

        public boolean isGeneratorLink() {
            return isAddress(alert.generatorUrl());
        }
    }

    @CheckedTemplate(basePath = "alerts")
    static final class Templates {

        static native TemplateInstance alert(Shown shown, boolean maySilence);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(hidden = true)
    public Uni<TemplateInstance> show(String fingerprint, @Context SecurityContext caller) {
        long number = ExplainResource.fingerprint(fingerprint);
        boolean maySilence = caller.isUserInRole(Roles.RESPONDER);
        return Uni.combine()
                .all()
                .unis(store.alertOf(number), explanations.known(number))
                .asTuple()
                .flatMap(known -> {
                    if (known.getItem1().isEmpty() || known.getItem2().isEmpty()) {
                        throw ProblemException.notFound("There is no alert " + fingerprint + " (any more)");
                    }
                    Explanation explanation = known.getItem2().get();
                    return reasons(explanation)
                            .map(reasons ->
                                    Templates.alert(shown(known.getItem1().get(), explanation, reasons), maySilence));
                });
    }

    private Shown shown(Alert alert, Explanation explanation, List<Reason> reasons) {
        List<Asked> way = new ArrayList<>();
        addTo(way, explanation.way());
        Map<String, String> labels = alert.labels().asMap();
        return new Shown(
                alert,
                !alert.resolvedAt(clock.instant()),
                labels.entrySet().stream().map(Entry::of).toList(),
                alert.annotations().asMap().entrySet().stream().map(Entry::of).toList(),
                reasons,
                way,
                explanation.destinations(),
                labels.entrySet().stream()
                        .map(label -> new Matcher(label.getKey(), Matcher.Operator.EQUAL, label.getValue()).toString())
                        .collect(Collectors.joining(", ")));
    }

    private static void addTo(List<Asked> way, Step step) {
        way.add(new Asked(
                step.route(),
                step.matchers(),
                step.takes(),
                Optional.ofNullable(step.because())
                        .orElse(step.takes() ? "takes it" : "holds, and a route below it takes it")));
        step.asked().forEach(below -> addTo(way, below));
    }

    private Uni<List<Reason>> reasons(Explanation explanation) {
        List<Reason> reasons = new ArrayList<>();
        Optional.ofNullable(explanation.inhibitedBy())
                .ifPresent(by -> reasons.add(new Reason("Inhibited", "by another alert", "/alerts/" + by, null)));
        explanation
                .maintenance()
                .forEach(window ->
                        reasons.add(new Reason("In maintenance", window.name(), "/maintenance", window.until())));
        explanation.destinations().stream()
                .flatMap(destination -> destination.heldBack().stream())
                .distinct()
                .map(AlertPage::heldBack)
                .forEach(reasons::add);
        return Multi.createFrom()
                .iterable(explanation.silencedBy())
                .onItem()
                .transformToUniAndConcatenate(id -> silences.find(id)
                        .map(found -> found.map(AlertPage::silenced)
                                .orElseGet(() -> new Reason("Silenced", "by " + id, "/silences", null))))
                .collect()
                .asList()
                .map(found -> {
                    reasons.addAll(found);
                    return reasons;
                });
    }

    private static Reason heldBack(Held held) {
        String page = held.reason().equals(SuppressionReason.STORM.label()) ? "/storms" : "";
        return new Reason("Held back", held.because(), page, held.until());
    }

    private static Reason silenced(Silence silence) {
        String comment = silence.comment().isBlank() ? "" : ": " + silence.comment();
        return new Reason("Silenced", "by " + silence.createdBy() + comment, "/silences", silence.endsAt());
    }

    private static boolean isAddress(String text) {
        return text.startsWith("https://") || text.startsWith("http://");
    }
}
