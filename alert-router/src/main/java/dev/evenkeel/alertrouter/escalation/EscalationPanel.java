package dev.evenkeel.alertrouter.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.escalation.policy.Level;
import dev.evenkeel.alertrouter.escalation.policy.Policy;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.Incident.Status;
import dev.evenkeel.alertrouter.incident.IncidentPanel;
import dev.evenkeel.alertrouter.oncall.OncallDirectory;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/** How the escalation of an incident stands, whom it told, and a way to tell more: a part of the incident's page. */
@ApplicationScoped
class EscalationPanel implements IncidentPanel {

    private static final int SHOWN_PAGES = 50;

    private final EscalationStore escalations;
    private final EscalationOutlookService outlooks;
    private final PageStore pages;
    private final LiveConfiguration<RouterConfig> configuration;

    EscalationPanel(
            EscalationStore escalations,
            EscalationOutlookService outlooks,
            PageStore pages,
            LiveConfiguration<RouterConfig> configuration) {
        this.escalations = escalations;
        this.outlooks = outlooks;
        this.pages = pages;
        this.configuration = configuration;
    }

    /**
     * Somebody who was told, or is to be.
     *
     * @param at when, or when it will be tried
     */
    record Told(String whom, String why, String state, Instant at) {

        public boolean isTold() {
            return state.equals("told");
        }

        public boolean isPending() {
            return state.equals("pending");
        }
    }

    /**
     * @param version of the incident
     * @param step that is next; another may be by now, but none that comes before it
     * @param levels of the incident's policy, to be chosen from
     */
    record Content(
            UUID incident, int version, int step, EscalationOutlook outlook, List<Told> told, List<String> levels) {

        public boolean isRunning() {
            return outlook.state().equals("running");
        }

        public boolean isPaused() {
            return outlook.state().equals("paused");
        }

        public boolean isHeld() {
            return outlook.state().equals("held");
        }
    }

    @CheckedTemplate(basePath = "escalation")
    static final class Templates {

        static native TemplateInstance panel(Content content, boolean mayEscalate);
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public Uni<Optional<TemplateInstance>> of(Incident incident, boolean mayChange) {
        return escalations
                .find(incident.id())
                .flatMap(found -> found.map(escalation -> panel(
                                        incident, escalation.progress().nextStep(), mayChange)
                                .map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<TemplateInstance> panel(Incident incident, int step, boolean mayChange) {
        boolean mayEscalate = mayChange && incident.status() != Status.RESOLVED;
        return Uni.combine()
                .all()
                .unis(outlooks.of(incident.id()), pages.of(incident.id(), SHOWN_PAGES))
                .with((outlook, sent) -> Templates.panel(
                        new Content(
                                incident.id(),
                                incident.version(),
                                step,
                                outlook,
                                sent.reversed().stream().map(this::told).toList(),
                                levels(outlook.policy())),
                        mayEscalate));
    }

    private List<String> levels(String policy) {
        return configuration
                .current()
                .feature(EscalationRules.class)
                .policy(policy)
                .map(Policy::levels)
                .orElse(List.of())
                .stream()
                .map(Level::name)
                .toList();
    }

    private Told told(Page page) {
        OncallDirectory directory = configuration.current().feature(OncallDirectory.class);
        String whom = page.person()
                .map(person ->
                        directory.fullName(person) + " by " + page.contact().orElse(page.receiver()))
                .orElse(page.receiver());
        return new Told(
                whom,
                page.why(),
                PageStore.text(page.state()).replace('_', ' '),
                page.toldAt().orElse(page.dueAt()));
    }
}
