package dev.evenkeel.alertrouter.timeinterval;

/** Whole numbers from {@code first} to {@code last}, both included. */
public record Range(int first, int last) {

    public boolean contains(int value) {
        return value >= first && value <= last;
    }

    /**
     * Whether a day of a month is one of these, where negative numbers count from the end of the month: -1 is its last
     * day. What the month does not have is cut off.
     *
     * @param day from 1
     * @param daysInMonth from 28 to 31
     */
    boolean containsDay(int day, int daysInMonth) {
        int from = first < 0 ? daysInMonth + first + 1 : first;
        int to = last < 0 ? daysInMonth + last + 1 : last;
        return day >= from && day <= to;
    }
}
