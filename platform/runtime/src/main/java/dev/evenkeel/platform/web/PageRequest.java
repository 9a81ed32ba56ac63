package dev.evenkeel.platform.web;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
        Cursor after = Cursor.decode(cursor).orElseThrow(PageRequest::foreignCursor);
        return new PageRequest(rows, Optional.of(after));
    }

    /** What to say of a cursor that another list made, or nobody. */
    public static ProblemException foreignCursor() {
        return ProblemException.invalid("query:cursor", "this is not a cursor of this list", "the 'next' of a page");
    }

    /**
     * Where the page before ended, in a list that is sorted by a number.
     *
     * @throws ProblemException 400 if the cursor is none of such a list
     */
    public OptionalLong afterNumber() {
        if (after.isEmpty()) {
            return OptionalLong.empty();
        }
        List<String> key = after.get().key();
        if (key.size() != 1) {
            throw foreignCursor();
        }
        try {
            return OptionalLong.of(Long.parseLong(key.getFirst()));
        } catch (NumberFormatException foreign) {
            throw new ProblemException(foreignCursor().problem(), foreign);
        }
    }

    /** How many rows to fetch: one more than asked for, which tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }
}
