package dev.evenkeel.alertrouter.maintenance;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.maintenance.MaintenanceResource.WindowRequest;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.matching.RequestMatchers;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestText;

/** Reads maintenance windows as they are asked for; what makes no sense is answered with 400, where it stands and why. */
final class WindowReader {

    private static final int LONGEST_TEXT = 2000;
    private static final int MOST_EXCEPTIONS = 1000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(31);

    private final MatcherSyntax syntax;
    private final Clock clock;

    WindowReader(MatcherSyntax syntax, Clock clock) {
        this.syntax = syntax;
        this.clock = clock;
    }

    MaintenanceWindow read(WindowRequest request, UUID id, String createdBy, int version) {
        Optional<String> rule = Optional.ofNullable(request.rrule()).filter(text -> !text.isBlank());
        var window = new MaintenanceWindow(
                id,
                RequestText.required("/name", request.name(), LONGEST_TEXT).strip(),
                matchers(request.matchers()),
                localTime("/start", request.start()),
                zone(request.timezone()),
                rule,
                exceptions(request.exdates()),
                RequestText.duration("/duration", request.duration(), SHORTEST, LONGEST),
                RequestText.optional("/comment", request.comment(), LONGEST_TEXT)
                        .orElse(""),
                createdBy,
                version);
        RequestText.parsed("/rrule", () -> Recurrence.of(window.start(), window.zone(), rule, window.exceptions()));
        if (window.next(clock.instant(), 1).isEmpty()) {
            throw rule.isPresent()
                    ? ProblemException.invalid("/rrule", "gives no time that is to come", "one that does")
                    : ProblemException.invalid("/start", "it is over, and does not recur", "a time that is to come");
        }
        return window;
    }

    private List<Matcher> matchers(List<String> texts) {
        List<Matcher> matchers = RequestMatchers.required("/matchers", texts, syntax);
        if (matchers.stream().allMatch(matcher -> matcher.matches(Labels.empty()))) {
            throw ProblemException.invalid(
                    "/matchers", "they hold for every alert", "at least one that asks for something");
        }
        return matchers;
    }

    private static List<LocalDateTime> exceptions(List<String> texts) {
        if (texts == null) {
            return List.of();
        }
        if (texts.size() > MOST_EXCEPTIONS) {
            throw ProblemException.invalid("/exdates", "are " + texts.size(), "at most " + MOST_EXCEPTIONS);
        }
        return texts.stream().map(text -> localTime("/exdates", text)).toList();
    }

    private static LocalDateTime localTime(String where, String text) {
        try {
            LocalDateTime start = LocalDateTime.parse(text == null ? "" : text);
            if (start.getYear() >= 2000
                    && start.getYear() < 3000
                    && start.equals(start.truncatedTo(ChronoUnit.SECONDS))) {
                return start;
            }
        } catch (DateTimeException notATime) {
            // reported below, like a time out of range
        }
        throw ProblemException.invalid(where, "is '" + text + "'", "a local time such as 2026-11-22T02:00:00");
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text == null ? "" : text);
        } catch (DateTimeException unknown) {
            throw new ProblemException(
                    Problem.invalid("/timezone", "is '" + text + "'", "a time zone such as Europe/Berlin or UTC"),
                    unknown);
        }
    }
}
