package dev.evenkeel.slo.objective;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.prometheus.DataSource;
import dev.evenkeel.slo.burn.BurnPolicy;

/** Reads documents of kind {@code SLO}, one promise for each of their objectives. */
final class SloReader {

    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,5})([mhdwMQY])");
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final BudgetWindow MONTH = new BudgetWindow.Rolling(Duration.ofDays(30));

    private final OpenSloDocuments documents;
    private final IndicatorReader indicators;
    private final AlertPolicyReader policies;

    SloReader(OpenSloDocuments documents, List<DataSource> sources) {
        this.documents = documents;
        this.indicators = new IndicatorReader(documents, sources);
        this.policies = new AlertPolicyReader(documents);
    }

    List<Slo> read(ConfigMapping document) {
        String name = OpenSloDocuments.nameOf(document);
        ConfigMapping metadata = document.required("metadata").mapping();
        String displayName = metadata.optional("displayName", ConfigNode::text, name);
        Map<String, String> labels =
                metadata.optional("labels", value -> value.mapping().texts(), Map.of());
        ConfigMapping spec = document.required("spec").mapping();
        String description = spec.optional("description", ConfigNode::text, "");
        String service = service(spec);
        BudgetWindow window = window(spec.required("timeWindow"));
        checkBudgetingMethod(spec);
        List<BurnPolicy> burnPolicies = spec.optional("alertPolicies", policies::read, BurnPolicy.RECOMMENDED);
        Optional<IndicatorReader.Source> indicator = indicators.sourceIn(spec);
        List<Slo> slos = new ArrayList<>();
        for (ConfigNode objective : spec.required("objectives").list()) {
            String suffix = slos.isEmpty() ? "" : "-" + (slos.size() + 1);
            ConfigMapping fields = objective.mapping();
            String objectiveName = fields.optional("displayName", ConfigNode::text, "");
            slos.add(new Slo(
                    name + suffix,
                    objectiveName.isEmpty() ? displayName : displayName + ": " + objectiveName,
                    service,
                    description,
                    target(fields),
                    window,
                    indicators.read(indicator, fields),
                    burnPolicies,
                    labels));
            fields.refuseOthers();
        }
        spec.refuseOthers();
        document.refuseOthers();
        return slos;
    }

    /** A service need not be declared; if any is, a reference to another one is a typing error. */
    private String service(ConfigMapping spec) {
        ConfigNode service = spec.required("service");
        return documents.ofKind("Service").isEmpty()
                ? service.name()
                : documents
                        .referred("Service", service)
                        .map(OpenSloDocuments.Document::name)
                        .orElse(service.text());
    }

    private static void checkBudgetingMethod(ConfigMapping spec) {
        spec.optional("budgetingMethod").ifPresent(method -> {
            if (!method.text().equals("Occurrences")) {
                method.reject("must be Occurrences, the method that counts events");
            }
        });
    }

    private static double target(ConfigMapping fields) {
        Optional<ConfigNode> ratio = fields.optional("target");
        Optional<ConfigNode> percent = fields.optional("targetPercent");
        if (ratio.isPresent() == percent.isPresent()) {
            fields.self().reject("needs exactly one of target and targetPercent");
            return 0.5;
        }
        ConfigNode node = ratio.or(() -> percent).orElseThrow();
        double target = ratio.isPresent() ? node.number(0, 1) : node.number(0, 100) / 100;
        if (target <= 0 || target >= 1) {
            node.reject("must be more than nothing and less than everything: a budget of 0 cannot be kept");
            return 0.5;
        }
        return target;
    }

    private static BudgetWindow window(ConfigNode node) {
        List<ConfigNode> windows = node.list();
        if (windows.size() != 1) {
            node.reject("must have exactly one window");
            return MONTH;
        }
        ConfigMapping fields = windows.getFirst().mapping();
        ConfigNode duration = fields.required("duration");
        Matcher parts = DURATION.matcher(duration.text());
        boolean rolling = fields.optional("isRolling", ConfigNode::flag, true);
        Optional<ConfigNode> calendar = fields.optional("calendar");
        fields.refuseOthers();
        if (!parts.matches()) {
            duration.reject("must be a whole number with a unit, such as 30d, 4w, 1M, 1Q or 1Y");
            return MONTH;
        }
        int count = Integer.parseInt(parts.group(1));
        char unit = parts.group(2).charAt(0);
        return rolling ? rolling(duration, count, unit) : calendar(fields, calendar, duration, count, unit);
    }

    private static BudgetWindow rolling(ConfigNode node, int count, char unit) {
        Duration one = switch (unit) {
            case 'm' -> Duration.ofMinutes(1);
            case 'h' -> Duration.ofHours(1);
            case 'd' -> Duration.ofDays(1);
            case 'w' -> Duration.ofDays(7);
            case 'M' -> Duration.ofDays(30);
            case 'Q' -> Duration.ofDays(90);
            default -> Duration.ofDays(365);
        };
        Duration length = one.multipliedBy(count);
        if (length.compareTo(Duration.ofHours(1)) < 0 || length.compareTo(Duration.ofDays(366)) > 0) {
            node.reject("must be from one hour to one year");
            return MONTH;
        }
        return new BudgetWindow.Rolling(length);
    }

    private static BudgetWindow calendar(
            ConfigMapping fields, Optional<ConfigNode> calendar, ConfigNode duration, int count, char unit) {
        if (calendar.isEmpty()) {
            fields.self().reject("needs a calendar, or isRolling: true");
            return MONTH;
        }
        ConfigMapping start = calendar.get().mapping();
        ZoneId zone = start.required("timeZone").timeZone();
        ZonedDateTime begin = start.required("startTime")
                .parsed(SloReader::startTime, LocalDateTime.of(2000, 1, 1, 0, 0))
                .atZone(zone);
        start.refuseOthers();
        return switch (unit) {
            case 'd' -> new BudgetWindow.Calendar(begin, count, ChronoUnit.DAYS);
            case 'w' -> new BudgetWindow.Calendar(begin, count, ChronoUnit.WEEKS);
            case 'M' -> new BudgetWindow.Calendar(begin, count, ChronoUnit.MONTHS);
            case 'Q' -> new BudgetWindow.Calendar(begin, count * 3, ChronoUnit.MONTHS);
            case 'Y' -> new BudgetWindow.Calendar(begin, count, ChronoUnit.YEARS);
            default -> {
                duration.reject("of a calendar window must be days, weeks, months, quarters or years");
                yield MONTH;
            }
        };
    }

    private static LocalDateTime startTime(String text) {
        try {
            return LocalDateTime.parse(text, START);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("must be like 2026-01-31 00:00:00, not '" + text + "'", malformed);
        }
    }
}
