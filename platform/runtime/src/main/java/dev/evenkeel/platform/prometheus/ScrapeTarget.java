package dev.evenkeel.platform.prometheus;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.platform.outbound.OutboundRequest;
import dev.evenkeel.platform.series.Labels;

/**
 * A metrics endpoint to scrape.
 *
 * @param job what kind of program it is; becomes the label {@code job}
 * @param url of the exposition
 * @param interval from one scrape to the next
 * @param timeout of one scrape, at most the interval
 * @param labels to add to every sample, possibly a better {@code instance}
 */
public record ScrapeTarget(
        String job,
        String url,
        Duration interval,
        Duration timeout,
        Optional<Credentials> credentials,
        Map<String, String> labels) {

    /** @throws IllegalArgumentException for a URL that cannot be used, or times that do not fit together */
    public ScrapeTarget {
        OutboundRequest.checkedUrl(url);
        labels = Map.copyOf(labels);
        if (interval.toMillis() < 1 || timeout.toMillis() < 1 || timeout.compareTo(interval) > 0) {
            throw new IllegalArgumentException("the interval must be positive, the timeout no longer than it");
        }
    }

    /** What every sample of this target carries: {@code job}, {@code instance} and the labels of the configuration. */
    public Labels identity() {
        return Labels.of("job", job, "instance", instance()).with(Labels.of(labels));
    }

    private String instance() {
        URI uri = URI.create(url);
        String authority = uri.getRawAuthority();
        boolean hasPort = authority.matches(".*:[0-9]+");
        return hasPort ? authority : authority + (uri.getScheme().equalsIgnoreCase("https") ? ":443" : ":80");
    }

    /**
     * When to scrape next. Targets are spread over their interval, each always at the same place, so that samples stay
     * evenly spaced over restarts and a hundred targets are not asked in the same moment.
     */
    public Instant nextScrapeAfter(Instant now) {
        long every = interval.toMillis();
        long place = Math.floorMod((job + url).hashCode(), every);
        long passed = Math.floorMod(now.toEpochMilli() - place, every);
        return Instant.ofEpochMilli(now.toEpochMilli() - passed + every);
    }
}
