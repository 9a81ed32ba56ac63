package dev.evenkeel.alertrouter.notification.email;

import java.nio.charset.StandardCharsets;

/** Texts as mail carries them: seven bits, short lines (RFC 2045, 6.7; RFC 2047, 4.2). */
final class MimeText {

    private static final int LONGEST_LINE = 76;
    private static final int LONGEST_WORD = 60;
    private static final String HEX = "0123456789ABCDEF";

    private MimeText() {}

    /** A header's value: as it is, or as encoded words if it has anything but printable ASCII. */
    static String header(String value) {
        boolean plain = value.chars().allMatch(each -> (each >= ' ' && each <= '~') || each == '\t');
        return plain ? value : words(value);
    }

    private static String words(String value) {
        var words = new StringBuilder("=?utf-8?q?");
        int length = 0;
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            String rune = encodedRune(value.codePointAt(i));
            if (length + rune.length() > LONGEST_WORD) {
                words.append("?=\r\n =?utf-8?q?");
                length = 0;
            }
            words.append(rune);
            length += rune.length();
        }
        return words.append("?=").toString();
    }

    private static String encodedRune(int rune) {
        if (rune == ' ') {
            return "_";
        }
        boolean plain = rune > ' ' && rune <= '~' && rune != '=' && rune != '?' && rune != '_';
        return plain ? Character.toString(rune) : octets(Character.toString(rune));
    }

    private static String octets(String text) {
        var encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append('=').append(HEX.charAt(octet >> 4 & 0xf)).append(HEX.charAt(octet & 0xf));
        }
        return encoded.toString();
    }

    /** A body in quoted-printable. */
    static String quotedPrintable(String text) {
        var out = new StringBuilder(text.length() + text.length() / 8);
        for (String line : text.replace("\r\n", "\n").split("\n", -1)) {
            int length = 0;
            for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
                boolean last = i + Character.charCount(line.codePointAt(i)) == line.length();
                String rune = bodyRune(line.codePointAt(i), last);
                if (length + rune.length() > LONGEST_LINE - 1) {
                    out.append("=\r\n");
                    length = 0;
                }
                out.append(rune);
                length += rune.length();
            }
            out.append("\r\n");
        }
        return out.substring(0, out.length() - 2);
    }

    private static String bodyRune(int rune, boolean lastOfLine) {
        boolean blank = rune == ' ' || rune == '\t';
        boolean plain = (rune > ' ' && rune <= '~' && rune != '=') || (blank && !lastOfLine);
        return plain ? Character.toString(rune) : octets(Character.toString(rune));
    }
}
