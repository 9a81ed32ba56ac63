package dev.evenkeel.alertrouter.alert;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A set of alerts, known by their {@linkplain Fingerprint fingerprints}. A group may have 100,000 alerts, and several sets
 * of them are in use while it is looked at, so that this is 8 bytes for each rather than the 60 or more of a hash set.
 * Immutable.
 */
public final class Fingerprints {

    private static final Fingerprints NONE = new Fingerprints(new long[0]);

    /** In ascending order, each once. */
    private final long[] sorted;

    private Fingerprints(long[] sorted) {
        this.sorted = sorted;
    }

    public static Fingerprints none() {
        return NONE;
    }

    public static Fingerprints of(long... fingerprints) {
        return ofOwn(fingerprints.clone());
    }

    public static Fingerprints of(LongStream fingerprints) {
        return ofOwn(fingerprints.toArray());
    }

    public static Fingerprints of(Collection<Long> fingerprints) {
        return of(fingerprints.stream().mapToLong(Long::longValue));
    }

    /** As PostgreSQL returns them. */
    public static Fingerprints of(Long[] fingerprints) {
        return of(Arrays.stream(fingerprints).mapToLong(Long::longValue));
    }

    /** Those that are in one of several sets, or in more. */
    public static Fingerprints ofAll(Stream<Fingerprints> sets) {
        return of(sets.flatMapToLong(Fingerprints::stream));
    }

    /** By hand, as a stream makes an object of each number to find those that are there twice. */
    private static Fingerprints ofOwn(long[] fingerprints) {
        Arrays.sort(fingerprints);
        int different = 0;
        for (int i = 0; i < fingerprints.length; i++) {
            if (i == 0 || fingerprints[i] != fingerprints[i - 1]) {
                fingerprints[different++] = fingerprints[i];
            }
        }
        return ofSorted(different == fingerprints.length ? fingerprints : Arrays.copyOf(fingerprints, different));
    }

    private static Fingerprints ofSorted(long[] sorted) {
        return sorted.length == 0 ? NONE : new Fingerprints(sorted);
    }

    public int size() {
        return sorted.length;
    }

    public boolean isEmpty() {
        return sorted.length == 0;
    }

    public boolean contains(long fingerprint) {
        return Arrays.binarySearch(sorted, fingerprint) >= 0;
    }

    public boolean containsAll(Fingerprints others) {
        return others.size() <= size() && others.stream().allMatch(this::contains);
    }

    public boolean containsAny(Fingerprints others) {
        return others.stream().anyMatch(this::contains);
    }

    /** Those that are here, there, or in both. */
    public Fingerprints and(Fingerprints others) {
        if (isEmpty() || others.isEmpty()) {
            return isEmpty() ? others : this;
        }
        return of(LongStream.concat(stream(), others.stream()));
    }

    /** Those that are here and there. */
    public Fingerprints common(Fingerprints others) {
        return only(others::contains);
    }

    /** Those that are here and not there. */
    public Fingerprints without(Fingerprints others) {
        return others.isEmpty() ? this : only(each -> !others.contains(each));
    }

    private Fingerprints only(LongPredicate wanted) {
        long[] rest = stream().filter(wanted).toArray();
        return rest.length == sorted.length ? this : ofSorted(rest);
    }

    /** In ascending order of signed numbers. */
    public LongStream stream() {
        return Arrays.stream(sorted);
    }

    /** In ascending order, as PostgreSQL takes them. */
    public Long[] toArray() {
        return stream().boxed().toArray(Long[]::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprints that && Arrays.equals(sorted, that.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    /** The first of them, as they are written elsewhere. */
    @Override
    public String toString() {
        return stream().limit(10).mapToObj(Fingerprint::text).toList() + (size() > 10 ? " and more" : "");
    }
}
