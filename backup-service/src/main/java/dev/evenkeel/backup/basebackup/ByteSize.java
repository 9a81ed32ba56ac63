package dev.evenkeel.backup.basebackup;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as PostgreSQL shows it in a setting: {@code 16MB}. */
final class ByteSize {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(B|kB|MB|GB)");

    private ByteSize() {}

    static long parse(String text) throws IOException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IOException("the server shows the size \"" + text + "\", which is not understood");
        }
        int shift = switch (form.group(2)) {
            case "kB" -> 10;
            case "MB" -> 20;
            case "GB" -> 30;
            default -> 0;
        };
        return Long.parseLong(form.group(1)) << shift;
    }
}
