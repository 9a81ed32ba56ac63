package dev.evenkeel.alertrouter.listing;

import java.util.List;
import java.util.function.Function;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.suppression.Suppression;

/**
 * Reads alerts in order of their fingerprints read as hexadecimal digits, first those that are positive as a long, page by
 * page: the next one is read while one is written, and no more than that, so that no number of alerts needs much memory.
 */
final class AlertPages {

    /** From one fingerprint to another, both included. */
    record Range(long from, long to) {

        private static final Range POSITIVE = new Range(0, Long.MAX_VALUE);
        private static final Range NEGATIVE = new Range(Long.MIN_VALUE, -1);

        /** What is left after a page of this; null if nothing is. */
        private Range after(List<ListedAlert> page) {
            if (page.size() == AlertListStore.PAGE && page.getLast().fingerprint() != to) {
                return new Range(page.getLast().fingerprint() + 1, to);
            }
            return to == Long.MAX_VALUE ? NEGATIVE : null;
        }
    }

    /** Alerts, and what keeps them from being told. */
    record Page(List<ListedAlert> alerts, Suppression suppression) {}

    private final Function<Range, Uni<Page>> read;
    private Range next = Range.POSITIVE;
    private Uni<Page> ahead;

    private AlertPages(Function<Range, Uni<Page>> read) {
        this.read = read;
    }

    /** All pages, as fast as they are asked for. */
    static Multi<Page> of(Function<Range, Uni<Page>> read) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AlertPages(read), AlertPages::page)
                .whilst(page -> page.follows)
                .map(page -> page.page);
    }

    private record Numbered(Page page, boolean follows) {}

    private Uni<Numbered> page() {
        Uni<Page> current = ahead == null ? read.apply(next) : ahead;
        return current.map(page -> {
            next = next.after(page.alerts());
            ahead = next == null ? null : begun(read.apply(next));
            return new Numbered(page, next != null);
        });
    }

    /** Whether it fails is known to whoever asks for it. */
    private static Uni<Page> begun(Uni<Page> page) {
        Uni<Page> begun = page.memoize().indefinitely();
        begun.subscribe().with(read -> {}, failure -> {});
        return begun;
    }
}
