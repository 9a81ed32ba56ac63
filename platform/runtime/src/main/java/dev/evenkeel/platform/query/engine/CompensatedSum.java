package dev.evenkeel.platform.query.engine;

/** A sum that keeps what rounding would lose (Kahan's method as improved by Neumaier, ZAMM 54, 1974). */
final class CompensatedSum {

    private double sum;
    private double compensation;

    void add(double value) {
        double next = sum + value;
        if (Math.abs(sum) >= Math.abs(value)) {
            compensation += (sum - next) + value;
        } else {
            compensation += (value - next) + sum;
        }
        sum = next;
    }

    /** Without what was lost. */
    double plain() {
        return sum;
    }

    double value() {
        return Double.isInfinite(sum) ? sum : sum + compensation;
    }
}
