package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestText;
import dev.evenkeel.platform.web.RequestTime;

/** What all questions of the API have in common. Whatever makes no sense is answered with 400. */
public class AnalyticsRequest {

    static final String CSV = "text/csv";

    private static final Duration USUAL = Duration.ofDays(7);
    private static final int USUAL_LIMIT = 50;
    private static final int LARGEST_LIMIT = 500;
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_VALUES = 50;

    /** The beginning; seven days before the end if it is left out. */
    @QueryParam("from")
    String from;

    /** The end, not included; now if it is left out. */
    @QueryParam("to")
    String to;

    /** Only incidents of these receivers, separated by commas. */
    @QueryParam("receiver")
    String receiver;

    /** Only these severities, separated by commas. */
    @QueryParam("severity")
    String severity;

    /** Only those with this label, as {@code team=db}; may be given several times. */
    @QueryParam("label")
    List<String> label;

    /** How many at most, 1 to 500. */
    @QueryParam("limit")
    String limit;

    /** {@code json} or {@code csv}; what {@code Accept} asks for if it is left out. */
    @QueryParam("format")
    String format;

    TimeRange range(Instant now) {
        Instant end = RequestTime.readOr("query:to", to, now);
        Instant begin = RequestTime.readOr("query:from", from, end.minus(USUAL));
        try {
            return new TimeRange(begin, end);
        } catch (IllegalArgumentException senseless) {
            throw new ProblemException(
                    Problem.invalid(
                            "query:from",
                            "is " + begin + ", and 'to' is " + end,
                            "a time before 'to', by at most " + TimeRange.LONGEST_DAYS + " days"),
                    senseless);
        }
    }

    IncidentFilter filter(AnalyticsConfig config) {
        List<String> severities = values("severity", severity);
        for (String each : severities) {
            if (Arrays.stream(Severity.values()).noneMatch(known -> known.text().equals(each))) {
                throw ProblemException.invalid(
                        "query:severity",
                        "is '" + each + "'",
                        Arrays.stream(Severity.values()).map(Severity::text).collect(Collectors.joining(", ")));
            }
        }
        return new IncidentFilter(values("receiver", receiver), severities, labels(config));
    }

    private Map<String, String> labels(AnalyticsConfig config) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String each : label == null ? List.<String>of() : label) {
            String text = text("label", each).orElse("");
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            if (equals < 0 || !config.labels().contains(name)) {
                throw ProblemException.invalid(
                        "query:label",
                        "is '" + text + "'",
                        "a name and a value, as team=db; names are " + String.join(", ", config.labels()));
            }
            labels.put(name, text.substring(equals + 1));
        }
        return labels;
    }

    private static List<String> values(String name, String given) {
        List<String> values =
                text(name, given).map(text -> List.of(text.split(",", -1))).orElse(List.of());
        if (values.size() > MOST_VALUES) {
            throw ProblemException.invalid("query:" + name, "has " + values.size() + " values", "up to " + MOST_VALUES);
        }
        return values;
    }

    private static Optional<String> text(String name, String text) {
        return RequestText.optional("query:" + name, text, LONGEST_TEXT);
    }

    /** A cut would look like quiet days, so days and weeks come all unless somebody asks for fewer. */
    int most(Grouping grouping) {
        return grouping.isByTime() && !isLimited() ? LARGEST_LIMIT : most();
    }

    private boolean isLimited() {
        return limit != null && !limit.isEmpty();
    }

    int most() {
        if (!isLimited()) {
            return USUAL_LIMIT;
        }
        int most = limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : 0;
        if (most < 1 || most > LARGEST_LIMIT) {
            throw ProblemException.invalid("query:limit", "is '" + limit + "'", "1 to " + LARGEST_LIMIT);
        }
        return most;
    }

    /** @param text {@code null} for what is usual */
    static Grouping grouping(String text, Grouping usual, List<String> always, AnalyticsConfig config) {
        if (text == null || text.isEmpty()) {
            return usual;
        }
        try {
            return Grouping.of(text, always, config.labels());
        } catch (IllegalArgumentException unknown) {
            throw new ProblemException(
                    Problem.invalid("query:groupBy", "is '" + text + "'", unknown.getMessage()), unknown);
        }
    }

    /** @param filter one that does not suit episodes leaves no order by them */
    static NoiseRanking.Order order(String text, IncidentFilter filter) {
        if (text == null || text.isEmpty()) {
            return NoiseRanking.Order.NOTIFICATIONS;
        }
        List<NoiseRanking.Order> orders = Arrays.stream(NoiseRanking.Order.values())
                .filter(order -> order != NoiseRanking.Order.EPISODES || filter.suitsEpisodes())
                .toList();
        return orders.stream()
                .filter(order -> order.id().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "query:order",
                        "is '" + text + "'",
                        orders.stream().map(NoiseRanking.Order::id).collect(Collectors.joining(", "))));
    }

    boolean wantsCsv(HttpHeaders headers) {
        if (format == null || format.isEmpty()) {
            MediaType preferred = headers.getAcceptableMediaTypes().getFirst();
            return preferred.getType().equals("text") && preferred.getSubtype().equals("csv");
        }
        return switch (format) {
            case "json" -> false;
            case "csv" -> true;
            default -> throw ProblemException.invalid("query:format", "is '" + format + "'", "json or csv");
        };
    }
}
