package dev.evenkeel.slo.status;

import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.pages.StartPage;
import dev.evenkeel.slo.burn.BurnState.Phase;
import dev.evenkeel.slo.burn.EvaluationService;
import dev.evenkeel.slo.burn.SloStanding;

/** How much is left of each error budget, and what burns. */
@ApplicationScoped
class SloStartPage implements StartPage {

    private final EvaluationService evaluation;

    SloStartPage(EvaluationService evaluation) {
        this.evaluation = evaluation;
    }

    /** Everything the template needs, worked out. */
    record Content(long kept, long spent, long burning, List<Line> objectives) {}

    /**
     * An objective as a line of the table.
     *
     * @param burning the policies that are firing, as text; empty if none is
     */
    record Line(
            String name,
            String displayName,
            String service,
            String target,
            String ratio,
            String remaining,
            boolean spent,
            String burning,
            String lasts) {

        static Line of(SloStanding standing) {
            SloView view = SloView.of(standing);
            return new Line(
                    view.name(),
                    view.displayName(),
                    view.service(),
                    percent(view.target()),
                    view.ratio() == null ? "no events yet" : percent(view.ratio()),
                    percent(view.budgetRemaining()),
                    standing.budget().isSpent(),
                    String.join(
                            ", ",
                            view.policies().stream()
                                    .filter(policy -> policy.phase().equals("firing"))
                                    .map(policy ->
                                            "%s, %.1f times too fast".formatted(policy.name(), policy.shortBurnRate()))
                                    .toList()),
                    lasts(view.budgetLastsSeconds()));
        }

        private static String percent(double ratio) {
            return String.format(Locale.ROOT, "%.5g %%", ratio * 100);
        }

        private static String lasts(Long seconds) {
            if (seconds == null) {
                return "to the end";
            }
            return seconds == 0 ? "spent" : seconds / 86_400 + " d " + seconds / 3600 % 24 + " h";
        }
    }

    @CheckedTemplate(basePath = "slo")
    static final class Templates {

        static native TemplateInstance start(Content content);
    }

    @Override
    public Uni<TemplateInstance> render() {
        List<SloStanding> standings = evaluation.standings();
        long spent = standings.stream()
                .filter(standing -> standing.budget().isSpent())
                .count();
        long burning = standings.stream()
                .filter(standing ->
                        standing.states().values().stream().anyMatch(state -> state.phase() == Phase.FIRING))
                .count();
        return Uni.createFrom()
                .item(Templates.start(new Content(
                        standings.size() - spent,
                        spent,
                        burning,
                        standings.stream().map(Line::of).toList())));
    }
}
