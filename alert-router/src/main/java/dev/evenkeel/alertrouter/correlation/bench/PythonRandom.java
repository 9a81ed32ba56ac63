package dev.evenkeel.alertrouter.correlation.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The generator of Python's {@code random.Random(seed)}, number for number, because the protocol of the sets was written
 * down in Python: MT19937 (M. Matsumoto and T. Nishimura, 1998), seeded by array, with CPython's way to make floats, choices
 * and permutations of it.
 */
final class PythonRandom {

    private static final int SIZE = 624;
    private static final int PERIOD = 397;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    /** @param seed from 0 */
    PythonRandom(int seed) {
        state[0] = 19650218;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
        int i = 1;
        for (int k = 0; k < SIZE; k++) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >>> 30)) * 1664525)) + seed;
            i = wrap(i + 1);
        }
        for (int k = 0; k < SIZE - 1; k++) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >>> 30)) * 1566083941)) - i;
            i = wrap(i + 1);
        }
        state[0] = 0x80000000;
    }

    private int wrap(int i) {
        if (i < SIZE) {
            return i;
        }
        state[0] = state[SIZE - 1];
        return 1;
    }

    private int word() {
        if (next == SIZE) {
            for (int i = 0; i < SIZE; i++) {
                int mixed = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
                state[i] = state[(i + PERIOD) % SIZE] ^ (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : 0x9908b0df);
            }
            next = 0;
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /** {@code random()}: from 0 to below 1. */
    double random() {
        int high = word() >>> 5;
        int low = word() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /** {@code uniform(from, to)}. */
    double uniform(double from, double to) {
        return from + (to - from) * random();
    }

    /** {@code _randbelow(bound)}. */
    private int below(int bound) {
        int bits = 32 - Integer.numberOfLeadingZeros(bound);
        int drawn = word() >>> (32 - bits);
        while (drawn >= bound) {
            drawn = word() >>> (32 - bits);
        }
        return drawn;
    }

    /** {@code sample(population, count)}. */
    <T> List<T> sample(List<T> population, int count) {
        int size = population.size();
        if (count > size) {
            throw new IllegalArgumentException("cannot choose " + count + " of " + size);
        }
        int smallEnough = 21;
        if (count > 5) {
            smallEnough += (int) Math.pow(4, Math.ceil(Math.log(count * 3.0) / Math.log(4)));
        }
        return size <= smallEnough ? fromAPool(population, count) : byIndex(population, count);
    }

    private <T> List<T> fromAPool(List<T> population, int count) {
        List<T> pool = new ArrayList<>(population);
        List<T> chosen = new ArrayList<>();
        for (int left = population.size(); chosen.size() < count; left--) {
            int index = below(left);
            chosen.add(pool.get(index));
            pool.set(index, pool.get(left - 1));
        }
        return chosen;
    }

    private <T> List<T> byIndex(List<T> population, int count) {
        Set<Integer> chosen = new LinkedHashSet<>();
        IntStream.range(0, count).forEach(each -> {
            int index = below(population.size());
            while (!chosen.add(index)) {
                index = below(population.size());
            }
        });
        return chosen.stream().map(population::get).toList();
    }

    /** {@code shuffle(list)}. */
    void shuffle(List<?> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, below(i + 1));
        }
    }
}
