package dev.evenkeel.capacity.status;

import java.time.Instant;
import java.util.Map;

import dev.evenkeel.capacity.resource.Resource;
import dev.evenkeel.capacity.sampling.SampleStore.Trouble;
import dev.evenkeel.capacity.sampling.UsageSample;
import dev.evenkeel.capacity.saturation.Outlook;
import dev.evenkeel.capacity.saturation.ResourceStanding;

/**
 * A resource as the API shows it. What is not known is {@code null}.
 *
 * @param phase {@code unknown}, {@code fine}, {@code predicted} or {@code saturated}
 * @param since when the phase began
 * @param sampledAt when the newest sample was taken
 * @param fresh whether that is recent enough for {@code used} to hold now
 * @param saturation the share of the limit from which on the resource counts as saturated
 * @param threshold the same as an amount
 * @param method of the forecast
 * @param forecastUntil how far the forecast reaches: to the horizon, but no farther than twice what is known
 * @param valuesKnown what there is to forecast from, in means over steps
 * @param valuesNeeded how many of them a forecast takes at least
 * @param expectedAt when the forecast reaches the threshold
 * @param earliestAt when the upper end of its interval does
 * @param latestAt when the lower end does
 * @param trouble why it could not be sampled the last time; {@code null} if it could
 */
public record ResourceView(
        String name,
        String displayName,
        String description,
        String service,
        String unit,
        Map<String, String> labels,
        String runbook,
        String phase,
        Instant since,
        Instant sampledAt,
        boolean fresh,
        Double used,
        Double limit,
        Double usedRatio,
        double saturation,
        Double threshold,
        String method,
        Instant forecastUntil,
        int valuesKnown,
        int valuesNeeded,
        Instant expectedAt,
        Instant earliestAt,
        Instant latestAt,
        String trouble,
        Instant evaluatedAt) {

    static ResourceView of(ResourceStanding standing) {
        Resource resource = standing.resource();
        Outlook outlook = standing.outlook();
        return new ResourceView(
                resource.name(),
                resource.displayName(),
                resource.description(),
                resource.service(),
                resource.unit(),
                resource.labels(),
                resource.runbook(),
                standing.state().phase().id(),
                standing.state().since(),
                standing.newest().map(UsageSample::at).orElse(null),
                standing.isFresh(),
                standing.newest().map(UsageSample::usage).orElse(null),
                standing.newest().map(UsageSample::limit).orElse(null),
                standing.newest().map(sample -> sample.usage() / sample.limit()).orElse(null),
                resource.saturation(),
                standing.threshold().orElse(null),
                outlook.hasForecast() ? outlook.method() : null,
                outlook.hasForecast() ? outlook.points().getLast().at() : null,
                outlook.past().size(),
                Outlook.LEAST_VALUES,
                standing.dates().expected().orElse(null),
                standing.dates().earliest().orElse(null),
                standing.dates().latest().orElse(null),
                standing.trouble().map(Trouble::reason).orElse(null),
                standing.at());
    }
}
