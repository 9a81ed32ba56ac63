package dev.evenkeel.capacity.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.capacity.saturation.EvaluationService;
import dev.evenkeel.capacity.saturation.Outlook;
import dev.evenkeel.capacity.saturation.Phase;
import dev.evenkeel.capacity.saturation.ResourceStanding;
import dev.evenkeel.platform.pages.StartPage;

/** What runs out and when, the most urgent first. */
@ApplicationScoped
class CapacityStartPage implements StartPage {

    private static final int MOST_CHARTS = 24;

    private final EvaluationService evaluation;

    CapacityStartPage(EvaluationService evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * Everything the template needs, worked out.
     *
     * @param unwatched resources without a recent sample
     * @param lines of all resources
     * @param charts of the most urgent ones
     */
    record Content(
            long fine,
            long predicted,
            long saturated,
            long unknown,
            long unwatched,
            List<Line> lines,
            List<Outlined> charts) {}

    /**
     * A resource as a line of the table. Moments that are not known are {@code null}.
     *
     * @param share that is used of the limit; NaN if it is not known
     * @param saturation the share from which on it is saturated
     * @param saturated whether it is so now
     * @param kind of status
     * @param until how far the forecast reaches
     * @param values how many there are to forecast from, if that is too few
     */
    record Line(
            String name,
            String displayName,
            String description,
            String service,
            String runbook,
            String used,
            double share,
            double saturation,
            boolean saturated,
            String state,
            String kind,
            Instant since,
            Instant expected,
            Instant earliest,
            Instant until,
            String values,
            String trouble) {

        static Line of(ResourceStanding standing) {
            ResourceView view = ResourceView.of(standing);
            DisplayUnit unit = unit(standing);
            boolean sampled = view.used() != null;
            return new Line(
                    view.name(),
                    view.displayName(),
                    view.description(),
                    view.service(),
                    view.runbook(),
                    sampled ? unit.number(view.used()) + " of " + unit.amount(view.limit()) : "–",
                    sampled ? view.usedRatio() : Double.NaN,
                    view.saturation(),
                    view.fresh() && standing.state().phase() == Phase.SATURATED,
                    view.fresh() ? view.phase() : sampled ? "no recent sample" : "no sample",
                    view.fresh() ? kind(standing.state().phase()) : "idle",
                    view.fresh() ? view.since() : view.sampledAt(),
                    view.expectedAt(),
                    view.earliestAt(),
                    view.forecastUntil(),
                    view.method() == null ? view.valuesKnown() + " of " + view.valuesNeeded() : "",
                    view.trouble() == null ? "" : view.trouble());
        }

        private static String kind(Phase phase) {
            return switch (phase) {
                case UNKNOWN -> "idle";
                case FINE -> "ok";
                case PREDICTED -> "warn";
                case SATURATED -> "bad";
            };
        }
    }

    /** A resource with its chart. */
    record Outlined(Line line, String method, CapacityChart chart) {

        static Outlined of(ResourceStanding standing) {
            Outlook outlook = standing.outlook();
            return new Outlined(Line.of(standing), outlook.method(), CapacityChart.of(standing, unit(standing)));
        }
    }

    @CheckedTemplate(basePath = "capacity")
    static final class Templates {

        static native TemplateInstance start(Content content);
    }

    @Override
    public Uni<TemplateInstance> render() {
        List<ResourceStanding> standings = evaluation.standings().stream()
                .sorted(Comparator.comparingInt(CapacityStartPage::urgency)
                        .thenComparing(standing -> standing.dates().expected().orElse(Instant.MAX))
                        .thenComparing(standing -> standing.resource().name()))
                .toList();
        return Uni.createFrom()
                .item(Templates.start(new Content(
                        count(standings, Phase.FINE),
                        count(standings, Phase.PREDICTED),
                        count(standings, Phase.SATURATED),
                        count(standings, Phase.UNKNOWN),
                        standings.stream()
                                .filter(standing -> !standing.isFresh())
                                .count(),
                        standings.stream().map(Line::of).toList(),
                        standings.stream()
                                .filter(standing -> standing.outlook().past().size() > 1)
                                .limit(MOST_CHARTS)
                                .map(Outlined::of)
                                .toList())));
    }

    private static int urgency(ResourceStanding standing) {
        return switch (standing.state().phase()) {
            case SATURATED -> 0;
            case PREDICTED -> 1;
            case FINE -> 2;
            case UNKNOWN -> 3;
        };
    }

    private static long count(List<ResourceStanding> standings, Phase phase) {
        return standings.stream()
                .filter(standing -> standing.state().phase() == phase)
                .count();
    }

    private static DisplayUnit unit(ResourceStanding standing) {
        return DisplayUnit.of(
                standing.resource().unit(),
                standing.newest()
                        .map(sample -> Math.max(sample.limit(), sample.usage()))
                        .orElse(0.0));
    }
}
