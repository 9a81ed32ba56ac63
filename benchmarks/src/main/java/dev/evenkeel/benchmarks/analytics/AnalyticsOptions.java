package dev.evenkeel.benchmarks.analytics;

import java.util.Arrays;
import java.util.Iterator;

/**
 * What was typed.
 *
 * @param episodes how many alerts fired and ended
 * @param incidents how many incidents they made
 * @param days over how many days, up to now
 * @param calls how often each question is put
 */
record AnalyticsOptions(int episodes, int incidents, int days, int calls) {

    static final String USAGE = "keel bench analytics [--episodes N] [--incidents N] [--days N] [--calls N]";

    private static final AnalyticsOptions USUAL = new AnalyticsOptions(1_000_000, 30_000, 90, 50);

    /** @throws IllegalArgumentException with a sentence for whoever typed it */
    static AnalyticsOptions parse(String... typed) {
        AnalyticsOptions options = USUAL;
        for (Iterator<String> rest = Arrays.asList(typed).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value.");
            }
            options = options.with(option, rest.next());
        }
        return options;
    }

    private AnalyticsOptions with(String option, String value) {
        return switch (option) {
            case "--episodes" -> new AnalyticsOptions(number(option, value, 10_000_000), incidents, days, calls);
            case "--incidents" -> new AnalyticsOptions(episodes, number(option, value, 1_000_000), days, calls);
            case "--days" -> new AnalyticsOptions(episodes, incidents, number(option, value, 390), calls);
            case "--calls" -> new AnalyticsOptions(episodes, incidents, days, number(option, value, 10_000));
            default -> throw new IllegalArgumentException("There is no option " + option + ".");
        };
    }

    private static int number(String option, String text, int most) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(option + " is a number from 1 to " + most + ", not " + text + ".");
        }
        return Integer.parseInt(text);
    }
}
