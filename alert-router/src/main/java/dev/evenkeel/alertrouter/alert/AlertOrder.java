package dev.evenkeel.alertrouter.alert;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

import dev.evenkeel.platform.series.Labels;

/**
 * The orders in which Alertmanager lists label sets and alerts; notifications truncated to {@code max_alerts} depend on
 * them, so they are the same here.
 */
public final class AlertOrder {

    /** Fewer labels first; then by the first name, in order, that one of the two lacks or whose values differ. */
    public static final Comparator<Labels> LABELS = AlertOrder::compareLabels;

    /** By {@code job}, then by {@code instance} (alerts without either come last), then by all labels. */
    public static final Comparator<Labels> LABELS_OF_ALERTS = AlertOrder::compareLabelsOfAlerts;

    /** The same for alerts. */
    public static final Comparator<Alert> ALERTS = Comparator.comparing(Alert::labels, LABELS_OF_ALERTS);

    private static final List<String> LEADING_LABELS = List.of("job", "instance");

    private AlertOrder() {}

    private static int compareLabels(Labels left, Labels right) {
        int bySize = Integer.compare(left.size(), right.size());
        if (bySize != 0) {
            return bySize;
        }
        var names = new TreeSet<>(left.names());
        names.addAll(right.names());
        for (String name : names) {
            if (!left.has(name)) {
                return -1;
            }
            if (!right.has(name)) {
                return 1;
            }
            int byValue = left.get(name).compareTo(right.get(name));
            if (byValue != 0) {
                return byValue;
            }
        }
        return 0;
    }

    private static int compareLabelsOfAlerts(Labels left, Labels right) {
        for (String name : LEADING_LABELS) {
            int byLabel = compareLeading(left.get(name), right.get(name));
            if (byLabel != 0) {
                return byLabel;
            }
        }
        return compareLabels(left, right);
    }

    private static int compareLeading(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        return left.compareTo(right);
    }
}
