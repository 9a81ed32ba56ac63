package dev.evenkeel.alertrouter.maintenance;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.platform.series.Labels;

/** All maintenance windows there are. Immutable but for what it remembers of the moment it was last asked about. */
public final class MaintenanceWindows {

    private static final MaintenanceWindows NONE = new MaintenanceWindows(List.of());

    /** Which windows are active is asked for every alert of one look, at the same moment. */
    private record Active(Instant at, List<MaintenanceWindow> windows) {}

    /**
     * A window that keeps an alert from being told.
     *
     * @param until the end of the time that is now
     */
    public record Covering(UUID id, String name, Instant until) {}

    private final List<MaintenanceWindow> all;
    private volatile Active known = new Active(Instant.MIN, List.of());

    public MaintenanceWindows(List<MaintenanceWindow> all) {
        this.all = List.copyOf(all);
    }

    public static MaintenanceWindows none() {
        return NONE;
    }

    List<MaintenanceWindow> all() {
        return all;
    }

    /** The windows that are active at a moment and about such an alert, in order of their ids as text. */
    public List<Covering> coverings(Labels labels, Instant now) {
        return covering(labels, now).stream()
                .flatMap(id -> all.stream().filter(window -> window.id().equals(id)))
                .map(window -> new Covering(
                        window.id(), window.name(), window.activeUntil(now).orElse(now)))
                .toList();
    }

    private List<MaintenanceWindow> activeAt(Instant now) {
        Active last = known;
        if (!last.at().equals(now)) {
            last = new Active(
                    now, all.stream().filter(window -> window.isActiveAt(now)).toList());
            known = last;
        }
        return last.windows();
    }

    /** What the windows ask for that are active at a moment. */
    public List<List<Matcher>> askedForAt(Instant now) {
        return activeAt(now).stream().map(MaintenanceWindow::matchers).toList();
    }

    /** The ids of the windows that are active at a moment and about such an alert, in order of their ids as text. */
    public List<UUID> covering(Labels labels, Instant now) {
        if (all.isEmpty()) {
            return List.of();
        }
        return activeAt(now).stream()
                .filter(window -> window.isAbout(labels))
                .map(MaintenanceWindow::id)
                .sorted(Comparator.comparing(UUID::toString))
                .toList();
    }
}
