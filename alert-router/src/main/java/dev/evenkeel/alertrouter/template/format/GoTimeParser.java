package dev.evenkeel.alertrouter.template.format;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.evenkeel.alertrouter.template.format.GoTimeLayout.Piece;

/** Reads times by a layout of Go's; what a layout does not show is the first moment of the year 0, UTC. */
public final class GoTimeParser {

    private static final List<String> MONTHS = Arrays.stream(Month.values())
            .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toList();

    private final String layout;
    private final String text;
    private int position;
    private int year;
    private int month = 1;
    private int day = 1;
    private int hour;
    private int minute;
    private int second;
    private int nanosecond;
    private boolean afternoon;
    private boolean halfDays;
    private ZoneOffset offset = ZoneOffset.UTC;

    private GoTimeParser(String layout, String text) {
        this.layout = layout;
        this.text = text;
    }

    /** @throws DateTimeException with Go's words if the text is not written as the layout */
    public static ZonedDateTime parse(String layout, String text) {
        return new GoTimeParser(layout, text).parse();
    }

    private ZonedDateTime parse() {
        for (Piece piece : GoTimeLayout.pieces(layout)) {
            if (piece.isElement()) {
                element(piece.text());
            } else {
                literal(piece.text());
            }
        }
        if (position < text.length()) {
            throw failed(": extra text: " + GoQuoting.quote(text.substring(position)));
        }
        int hourOfDay = halfDays ? hour % 12 + (afternoon ? 12 : 0) : hour;
        try {
            return LocalDateTime.of(year, month, day, hourOfDay, minute, second, nanosecond)
                    .atZone(offset);
        } catch (DateTimeException outOfRange) {
            throw failed(": day out of range");
        }
    }

    private void literal(String expected) {
        if (!text.startsWith(expected, position)) {
            throw cannot(expected);
        }
        position += expected.length();
    }

    private void element(String element) {
        switch (element) {
            case "2006" -> year = digits(element, 4, 4, 0, 9999);
            case "06" -> {
                int short2 = digits(element, 2, 2, 0, 99);
                year = short2 + (short2 >= 69 ? 1900 : 2000);
            }
            case "January", "Jan" -> month = monthName(element);
            case "01" -> month = digits(element, 2, 2, 1, 12);
            case "1" -> month = digits(element, 1, 2, 1, 12);
            case "02" -> day = digits(element, 2, 2, 1, 31);
            case "2", "_2" -> {
                position += element.equals("_2") && text.startsWith(" ", position) ? 1 : 0;
                day = digits(element, 1, 2, 1, 31);
            }
            case "15" -> hour = digits(element, 2, 2, 0, 23);
            case "03", "3" -> hour = digits(element, element.length(), 2, 0, 12);
            case "04", "4" -> minute = digits(element, element.length(), 2, 0, 59);
            case "05", "5" -> {
                second = digits(element, element.length(), 2, 0, 59);
                fractionBehindSeconds();
            }
            case "PM", "pm" -> halfOfDay(element);
            case "Monday", "Mon", "MST" -> word(element);
            default -> rest(element);
        }
    }

    private void rest(String element) {
        if (element.startsWith("Z") || element.startsWith("-")) {
            offset = offset(element);
        } else if (element.startsWith(".") || element.startsWith(",")) {
            fractionBehindSeconds();
        } else {
            throw cannot(element);
        }
    }

    private int digits(String element, int least, int most, int from, int to) {
        int end = position;
        while (end < text.length() && end - position < most && Character.digit(text.charAt(end), 10) >= 0) {
            end++;
        }
        if (end - position < least) {
            throw cannot(element);
        }
        int value = Integer.parseInt(text.substring(position, end));
        if (value < from || value > to) {
            throw failed(": value out of range");
        }
        position = end;
        return value;
    }

    private void fractionBehindSeconds() {
        if (position + 1 >= text.length() || ".,".indexOf(text.charAt(position)) < 0) {
            return;
        }
        int end = position + 1;
        while (end < text.length() && Character.digit(text.charAt(end), 10) >= 0) {
            end++;
        }
        String fraction = text.substring(position + 1, end);
        if (!fraction.isEmpty()) {
            String padded = (fraction + "000000000").substring(0, 9);
            nanosecond = Integer.parseInt(padded);
            position = end;
        }
    }

    private int monthName(String element) {
        for (int i = 0; i < MONTHS.size(); i++) {
            String name = element.equals("Jan") ? MONTHS.get(i).substring(0, 3) : MONTHS.get(i);
            if (text.regionMatches(true, position, name, 0, name.length())) {
                position += name.length();
                return i + 1;
            }
        }
        throw cannot(element);
    }

    private void halfOfDay(String element) {
        String given = text.substring(position, Math.min(text.length(), position + 2));
        if (!given.equalsIgnoreCase("am") && !given.equalsIgnoreCase("pm")) {
            throw cannot(element);
        }
        halfDays = true;
        afternoon = given.equalsIgnoreCase("pm");
        position += 2;
    }

    private void word(String element) {
        int end = position;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        if (end == position) {
            throw cannot(element);
        }
        position = end;
    }

    private ZoneOffset offset(String element) {
        if (element.startsWith("Z") && text.startsWith("Z", position)) {
            position++;
            return ZoneOffset.UTC;
        }
        int end = Math.min(text.length(), position + element.length());
        try {
            ZoneOffset read = ZoneOffset.of(text.substring(position, end));
            position = end;
            return read;
        } catch (DateTimeException notAnOffset) {
            throw cannot(element);
        }
    }

    private DateTimeException cannot(String element) {
        return failed(
                ": cannot parse " + GoQuoting.quote(text.substring(position)) + " as " + GoQuoting.quote(element));
    }

    private DateTimeException failed(String reason) {
        String as = reason.startsWith(": cannot") ? " as " + GoQuoting.quote(layout) : "";
        return new DateTimeException("parsing time " + GoQuoting.quote(text) + as + reason);
    }
}
