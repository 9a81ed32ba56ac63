package dev.evenkeel.alertrouter.listing;

import java.util.List;
import java.util.function.Function;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.suppression.Suppression;

/**
 * Reads alerts in order of their fingerprints read as hexadecimal digits, first those that are positive as a long, page by
 * page: the next one is read and put into words while one is, and no more than that, so that no number of alerts needs much
 * memory.
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

    /** A page that is read and then put into words, both of which were begun before anybody asked. */
    private record Begun<T>(Uni<Page> page, Uni<T> words) {}

    private record Numbered<T>(T words, boolean follows) {}

    /** The pages of one list, in turn. */
    private static final class Reading<T> {

        private final Function<Range, Uni<Page>> read;
        private final Function<Page, Uni<T>> write;
        private Range next = Range.POSITIVE;
        private Begun<T> ahead;

        private Reading(Function<Range, Uni<Page>> read, Function<Page, Uni<T>> write) {
            this.read = read;
            this.write = write;
            this.ahead = begin(next);
        }

        private Uni<Numbered<T>> page() {
            Begun<T> current = ahead;
            return current.page()
                    .invoke(page -> {
                        next = next.after(page.alerts());
                        ahead = next == null ? null : begin(next);
                    })
                    .flatMap(page -> current.words())
                    .map(words -> new Numbered<>(words, next != null));
        }

        private Begun<T> begin(Range range) {
            Uni<Page> page = begun(read.apply(range));
            return new Begun<>(page, begun(page.flatMap(each -> write.apply(each))));
        }
    }

    private AlertPages() {}

    /**
     * All pages, as fast as they are asked for.
     *
     * @param write puts a page into words; on a thread of its own, it works beside that for the page before
     */
    static <T> Multi<T> of(Function<Range, Uni<Page>> read, Function<Page, Uni<T>> write) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new Reading<>(read, write), Reading::page)
                .whilst(page -> page.follows)
                .map(page -> page.words);
    }

    /** Whether it fails is known to whoever asks for it. */
    private static <T> Uni<T> begun(Uni<T> work) {
        Uni<T> begun = work.memoize().indefinitely();
        begun.subscribe().with(done -> {}, failure -> {});
        return begun;
    }
}
