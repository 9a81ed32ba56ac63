package dev.evenkeel.alertrouter.correlation.storm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.correlation.storm.StormStore.Line;
import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.NotificationReason;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.platform.series.Labels;

/** What a receiver is told in place of a page for each group: one alert that sums up the storm. */
record StormDigest(Storm storm, List<Line> content) {

    private static final int MOST_TITLES = 5;
    private static final Duration UNTIL_SAID_OTHERWISE = Duration.ofHours(12);

    /** The storm as one alert, which fires for as long as it lasts. */
    Alert alert(Instant now) {
        Labels labels = Labels.of(Map.of(
                "alertname",
                "AlertStorm",
                "route",
                storm.route().isEmpty() ? "all" : storm.route(),
                "severity",
                worst().text()));
        return Alert.of(
                labels,
                Map.of("summary", summary(now)),
                storm.beganAt(),
                storm.endedAt().orElseGet(() -> now.plus(UNTIL_SAID_OTHERWISE)),
                "",
                now,
                false);
    }

    Notification notification(Instant now) {
        boolean over = storm.endedAt().isPresent();
        Alert alert = alert(now);
        return new Notification(
                UUID.nameUUIDFromBytes((storm.key() + ":" + storm.digests()).getBytes(StandardCharsets.UTF_8)),
                storm.receiver(),
                storm.key(),
                alert.labels(),
                over
                        ? NotificationReason.ALL_ALERTS_RESOLVED
                        : storm.digests() == 0
                                ? NotificationReason.FIRST_NOTIFICATION
                                : NotificationReason.NEW_ALERTS_IN_GROUP,
                List.of(new NotifiedAlert(alert, over)));
    }

    private Severity worst() {
        return content.stream()
                .map(line -> Severity.valueOf(line.severity().toUpperCase(Locale.ROOT)))
                .max(Comparator.naturalOrder())
                .orElse(Severity.WARNING);
    }

    String summary(Instant now) {
        int incidents = content.stream().mapToInt(Line::incidents).sum();
        int firing = content.stream().mapToInt(Line::firing).sum();
        long minutes = Math.max(
                1,
                Duration.between(storm.beganAt(), storm.endedAt().orElse(now)).toMinutes());
        String titles = content.stream()
                .limit(MOST_TITLES)
                .map(line -> line.incidents() == 1 ? line.title() : line.title() + " (" + line.incidents() + ")")
                .collect(Collectors.joining(", "));
        int left = content.stream().skip(MOST_TITLES).mapToInt(Line::incidents).sum();
        return "%s: %d incidents within %d min, %d still open%s%s%s"
                .formatted(
                        storm.endedAt().isPresent() ? "The storm of alerts is over" : "Storm of alerts",
                        incidents,
                        minutes,
                        firing,
                        content.isEmpty() ? "" : ": ",
                        titles,
                        left == 0 ? "" : " and " + left + " more");
    }
}
