package dev.evenkeel.platform.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a page of a list ends: the values of the sort key of its last row. Reading on from a key, rather than skipping a
 * number of rows, costs the same for every page and neither repeats nor misses rows that stay.
 *
 * <p>To a client it is an opaque word, of use for the list it came from only.
 *
 * @param key at least one value, in the order of the sort; none contains U+0000
 */
public record Cursor(List<String> key) {

    private static final char VERSION = '1';
    private static final String SEPARATOR = "\0";

    public Cursor {
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("A cursor has at least one value");
        }
        if (key.stream().anyMatch(value -> value.contains(SEPARATOR))) {
            throw new IllegalArgumentException("A value of a cursor does not contain U+0000");
        }
    }

    public static Cursor after(String... key) {
        return new Cursor(List.of(key));
    }

    /** The word that stands for this cursor in an address; needs no escaping there. */
    public String encode() {
        byte[] bytes = (VERSION + String.join(SEPARATOR, key)).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Empty if the word is none that {@link #encode()} made. */
    static Optional<Cursor> decode(String word) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(word);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.isEmpty() || text.charAt(0) != VERSION) {
                return Optional.empty();
            }
            return Optional.of(new Cursor(List.of(text.substring(1).split(SEPARATOR, -1))));
        } catch (IllegalArgumentException | CharacterCodingException foreign) {
            return Optional.empty();
        }
    }
}
