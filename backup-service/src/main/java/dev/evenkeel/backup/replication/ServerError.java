package dev.evenkeel.backup.replication;

import java.util.Map;
import java.util.Optional;

/**
 * An error or notice as the server sent it.
 *
 * @param severity {@code ERROR}, {@code FATAL}, {@code WARNING}, ... never translated
 * @param sqlState five characters, see the manual's appendix of error codes; {@code 00000} if the server sent none
 */
public record ServerError(
        String severity, String sqlState, String message, Optional<String> detail, Optional<String> hint) {

    static ServerError of(Map<Character, String> fields) {
        return new ServerError(
                fields.getOrDefault('V', fields.getOrDefault('S', "ERROR")),
                fields.getOrDefault('C', "00000"),
                fields.getOrDefault('M', "the server gave no message"),
                Optional.ofNullable(fields.get('D')),
                Optional.ofNullable(fields.get('H')));
    }

    /** One line for people: the message, its code, and detail and hint where there are any. */
    public String summary() {
        StringBuilder line =
                new StringBuilder(message).append(" (").append(sqlState).append(')');
        detail.ifPresent(text -> line.append("; ").append(text));
        hint.ifPresent(text -> line.append("; hint: ").append(text));
        return line.toString();
    }
}
