package dev.evenkeel.platform.web;

import java.util.Optional;

/**
 * The part of a list that a client asks for.
 *
 * @param limit how many rows at most, 1 to 500
 * @param after where the page before ended; empty for the first
 */
public record PageRequest(int limit, Optional<Cursor> after) {

    public static final int DEFAULT_LIMIT = 100;
    public static final int LARGEST_LIMIT = 500;

    /**
     * From the query parameters {@code limit} and {@code cursor}, either of which may be {@code null}.
     *
     * @throws ProblemException 400 if the limit is out of range or the cursor is none of ours
     */
    public static PageRequest of(Integer limit, String cursor) {
        int rows = limit == null ? DEFAULT_LIMIT : limit;
        if (rows < 1 || rows > LARGEST_LIMIT) {
            throw ProblemException.invalid("query:limit", rows + " is out of range", "1 to " + LARGEST_LIMIT);
        }
        if (cursor == null || cursor.isEmpty()) {
            return new PageRequest(rows, Optional.empty());
        }
        Cursor after = Cursor.decode(cursor)
                .orElseThrow(() -> ProblemException.invalid(
                        "query:cursor", "this is not a cursor of this list", "the 'next' of a page"));
        return new PageRequest(rows, Optional.of(after));
    }

    /** How many rows to fetch: one more than asked for, which tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }
}
