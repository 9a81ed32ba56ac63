package dev.evenkeel.slo.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.incidents.IncidentStore;
import dev.evenkeel.platform.pages.StartPage;
import dev.evenkeel.slo.burn.BurnState.Phase;
import dev.evenkeel.slo.burn.EvaluationService;
import dev.evenkeel.slo.burn.SloStanding;
import dev.evenkeel.slo.counting.CountStore;
import dev.evenkeel.slo.objective.Slo;

/** How much is left of each error budget, and what burns. */
@ApplicationScoped
class SloStartPage implements StartPage {

    /** Those that stand worst; a page with more would be read by nobody. */
    private static final int MOST_CHARTS = 12;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final EvaluationService evaluation;
    private final CountStore counts;
    private final IncidentStore incidents;
    private final Clock clock;

    SloStartPage(EvaluationService evaluation, CountStore counts, IncidentStore incidents, Clock clock) {
        this.evaluation = evaluation;
        this.counts = counts;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** Everything the template needs, worked out. */
    record Content(
            long kept, long spent, long burning, List<Line> objectives, boolean historyKnown, List<SloChart> charts) {}

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
        // Standings come from memory: while the database is away, or hangs, the page does without the charts.
        return charts(standings)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(Optional::of)
                .onFailure()
                .recoverWithItem(failure -> {
                    Log.debugf(failure, "The history of the objectives cannot be read");
                    return Optional.empty();
                })
                .map(charts -> Templates.start(content(standings, charts)));
    }

    private Uni<List<SloChart>> charts(List<SloStanding> standings) {
        Instant now = clock.instant();
        Instant from = now.minus(SloChart.SPAN);
        List<Slo> shown = standings.stream()
                .sorted(Comparator.comparingDouble(standing -> standing.budget().remaining()))
                .limit(MOST_CHARTS)
                .map(SloStanding::slo)
                .toList();
        return Uni.combine()
                .all()
                .unis(counts.buckets(shown.stream().map(Slo::name).toList(), from, now), incidents.between(from, now))
                .asTuple()
                .map(found -> shown.stream()
                        .map(slo -> SloChart.of(slo, found.getItem1(), found.getItem2(), now))
                        .toList());
    }

    private static Content content(List<SloStanding> standings, Optional<List<SloChart>> charts) {
        long spent = standings.stream()
                .filter(standing -> standing.budget().isSpent())
                .count();
        long burning = standings.stream()
                .filter(standing ->
                        standing.states().values().stream().anyMatch(state -> state.phase() == Phase.FIRING))
                .count();
        return new Content(
                standings.size() - spent,
                spent,
                burning,
                standings.stream().map(Line::of).toList(),
                charts.isPresent(),
                charts.orElse(List.of()));
    }
}
