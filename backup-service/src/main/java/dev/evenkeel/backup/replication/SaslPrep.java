package dev.evenkeel.backup.replication;

import java.text.Normalizer;

/**
 * Prepares a password for SCRAM (RFC 4013, the "SASLprep" profile of stringprep), as PostgreSQL does: a password that the
 * profile prohibits is used as it is.
 */
final class SaslPrep {

    private static final String MAPPED_TO_NOTHING = "\u00AD\u034F\u1806\u180B\u180C\u180D\u200B\u200C\u200D\u2060"
            + "\uFE00\uFE01\uFE02\uFE03\uFE04\uFE05\uFE06\uFE07\uFE08\uFE09\uFE0A\uFE0B\uFE0C\uFE0D\uFE0E\uFE0F\uFEFF";

    private SaslPrep() {}

    static String prepare(String password) {
        if (password.chars().allMatch(c -> c < 0x80)) {
            return password;
        }
        StringBuilder mapped = new StringBuilder();
        password.codePoints()
                .filter(c -> MAPPED_TO_NOTHING.indexOf(c) < 0)
                .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
                .forEach(mapped::appendCodePoint);
        String normal = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        boolean prohibited = normal.isEmpty() || normal.codePoints().anyMatch(SaslPrep::prohibited);
        return prohibited ? password : normal;
    }

    private static boolean prohibited(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED -> true;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> within(c, 0x200E, 0x200F) || within(c, 0x202A, 0x202E) || within(c, 0xFFF9, 0xFFFD);
        };
    }

    private static boolean within(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
