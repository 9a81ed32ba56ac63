package dev.evenkeel.platform.events.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * How the value of an attribute is written into an HTTP header and read from it: CloudEvents 1.0.2, HTTP protocol
 * binding, section 3.1.3.2 "HTTP Header Values". A space, a double quote, a percent sign and whatever is not printable
 * ASCII travel as percent-encoded UTF-8.
 */
final class HeaderEncoding {

    private static final String HEX = "0123456789ABCDEF";

    private HeaderEncoding() {}

    static String encode(String value) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            int octet = b & 0xFF;
            if (octet <= 0x20 || octet >= 0x7F || octet == '"' || octet == '%') {
                out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xF));
            } else {
                out.append((char) octet);
            }
        }
        return out.toString();
    }

    /**
     * Undoes the quoting of RFC 9110 and then one round of percent-encoding; lower-case digits are taken too.
     *
     * @throws IllegalArgumentException saying what is wrong with the value
     */
    static String decode(String header) {
        String value = unquote(header.strip());
        if (value.indexOf('%') < 0) {
            return value;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); ) {
            if (value.charAt(i) == '%') {
                octets.write(octet(value, i));
                i += 3;
            } else {
                int next = value.indexOf('%', i);
                String plain = value.substring(i, next < 0 ? value.length() : next);
                octets.writeBytes(plain.getBytes(StandardCharsets.UTF_8));
                i += plain.length();
            }
        }
        return utf8(octets.toByteArray());
    }

    /** @throws IllegalArgumentException if these octets are no UTF-8 */
    static String utf8(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not UTF-8", e);
        }
    }

    private static int octet(String value, int at) {
        if (at + 2 < value.length()) {
            int high = Character.digit(value.charAt(at + 1), 16);
            int low = Character.digit(value.charAt(at + 2), 16);
            if (high >= 0 && low >= 0) {
                return (high << 4) | low;
            }
        }
        throw new IllegalArgumentException("has a percent sign that is not followed by two hexadecimal digits");
    }

    private static String unquote(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || value.charAt(value.length() - 1) != '"') {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 1; i < value.length() - 1; i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length() - 1) {
                i++;
                c = value.charAt(i);
            }
            out.append(c);
        }
        return out.toString();
    }
}
