package dev.evenkeel.alertrouter.template.format;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Times written by a layout of Go's, which shows how Monday, January 2 2006 at 15:04:05 would be written. */
public final class GoTimeLayout {

    /** The elements of layouts; of two that fit, the longer one comes first. */
    private static final List<String> ELEMENTS = List.of(
            "January",
            "Jan",
            "Monday",
            "Mon",
            "MST",
            "2006",
            "002",
            "01",
            "02",
            "03",
            "04",
            "05",
            "06",
            "_2006",
            "_2",
            "__2",
            "15",
            "PM",
            "pm",
            "Z070000",
            "Z07:00:00",
            "Z0700",
            "Z07:00",
            "Z07",
            "-070000",
            "-07:00:00",
            "-0700",
            "-07:00",
            "-07",
            "1",
            "2",
            "3",
            "4",
            "5");

    private static final Set<String> OFFSETS =
            Set.of("Z070000", "Z07:00:00", "Z0700", "Z07:00", "Z07", "-070000", "-07:00:00", "-0700", "-07:00", "-07");

    /** Abbreviations that the time zone database has; for other zones it, and so Go, writes the offset in numbers. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "UTC", "GMT", "BST", "IST", "WET", "WEST", "CET", "CEST", "EET", "EEST", "MSK", "SAST", "EAT", "CAT", "WAT",
            "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST", "HDT", "AST", "ADT", "NST",
            "NDT", "SST", "JST", "KST", "HKT", "PKT", "WIB", "WITA", "WIT", "AEST", "AEDT", "ACST", "ACDT", "AWST",
            "NZST", "NZDT", "IDT");

    private static final DateTimeFormatter ZONE_NAME = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

    private GoTimeLayout() {}

    /** An element of a layout, or what stands between two of them. */
    record Piece(String text, boolean isElement) {}

    public static String format(String layout, ZonedDateTime time) {
        var text = new StringBuilder(layout.length() + 16);
        for (Piece piece : pieces(layout)) {
            text.append(piece.isElement() ? element(piece.text(), time) : piece.text());
        }
        return text.toString();
    }

    static List<Piece> pieces(String layout) {
        var pieces = new ArrayList<Piece>();
        var literal = new StringBuilder();
        int i = 0;
        while (i < layout.length()) {
            String element = elementAt(layout, i);
            if (element.isEmpty()) {
                literal.append(layout.charAt(i++));
                continue;
            }
            // "_2006" is an underscore and a year
            int skipped = element.equals("_2006") ? 1 : 0;
            literal.append(element, 0, skipped);
            if (!literal.isEmpty()) {
                pieces.add(new Piece(literal.toString(), false));
                literal.setLength(0);
            }
            pieces.add(new Piece(element.substring(skipped), true));
            i += element.length();
        }
        if (!literal.isEmpty()) {
            pieces.add(new Piece(literal.toString(), false));
        }
        return pieces;
    }

    /** The element that starts at {@code i}; empty if none does. */
    private static String elementAt(String layout, int i) {
        char first = layout.charAt(i);
        if (first == '.' || first == ',') {
            return fraction(layout, i);
        }
        String found = "";
        for (String element : ELEMENTS) {
            if (element.length() > found.length() && layout.startsWith(element, i)) {
                found = element;
            }
        }
        boolean partOfWord = found.equals("Jan") || found.equals("Mon");
        if (partOfWord && i + 3 < layout.length() && isLowerCase(layout.charAt(i + 3))) {
            return "";
        }
        return found;
    }

    private static String fraction(String layout, int i) {
        int end = i + 1;
        char digit = end < layout.length() ? layout.charAt(end) : ' ';
        if (digit != '0' && digit != '9') {
            return "";
        }
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        boolean digitFollows = end < layout.length() && Character.isDigit(layout.charAt(end));
        return digitFollows ? "" : layout.substring(i, end);
    }

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static String element(String element, ZonedDateTime time) {
        if (OFFSETS.contains(element)) {
            return offset(element, time.getOffset().getTotalSeconds());
        }
        return switch (element) {
            case "January" -> name(time.getMonth());
            case "Jan" -> name(time.getMonth()).substring(0, 3);
            case "1" -> number(time.getMonthValue(), 1);
            case "01" -> number(time.getMonthValue(), 2);
            case "Monday" -> name(time.getDayOfWeek());
            case "Mon" -> name(time.getDayOfWeek()).substring(0, 3);
            case "2" -> number(time.getDayOfMonth(), 1);
            case "_2" -> blankPadded(time.getDayOfMonth(), 2);
            case "02" -> number(time.getDayOfMonth(), 2);
            case "002" -> number(time.getDayOfYear(), 3);
            case "__2" -> blankPadded(time.getDayOfYear(), 3);
            case "2006" -> number(time.getYear(), 4);
            case "06" -> number(Math.floorMod(time.getYear(), 100), 2);
            case "15" -> number(time.getHour(), 2);
            case "3" -> number(hourOfHalfDay(time), 1);
            case "03" -> number(hourOfHalfDay(time), 2);
            case "4" -> number(time.getMinute(), 1);
            case "04" -> number(time.getMinute(), 2);
            case "5" -> number(time.getSecond(), 1);
            case "05" -> number(time.getSecond(), 2);
            case "PM" -> time.getHour() < 12 ? "AM" : "PM";
            case "pm" -> time.getHour() < 12 ? "am" : "pm";
            case "MST" -> zoneName(time);
            default -> fractionOfSecond(element, time.getNano());
        };
    }

    private static String name(Month month) {
        return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static int hourOfHalfDay(ZonedDateTime time) {
        int hour = time.getHour() % 12;
        return hour == 0 ? 12 : hour;
    }

    private static String number(int value, int digits) {
        String text = Integer.toString(Math.abs(value));
        return (value < 0 ? "-" : "") + "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private static String blankPadded(int value, int width) {
        String text = Integer.toString(value);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String fractionOfSecond(String element, int nanoseconds) {
        int digits = Math.min(9, element.length() - 1);
        String fraction = number(nanoseconds, 9).substring(0, digits);
        if (element.charAt(1) == '9') {
            int end = fraction.length();
            while (end > 0 && fraction.charAt(end - 1) == '0') {
                end--;
            }
            fraction = fraction.substring(0, end);
        } else if (element.length() - 1 > digits) {
            fraction += "0".repeat(element.length() - 1 - digits);
        }
        return fraction.isEmpty() ? "" : element.charAt(0) + fraction;
    }

    private static String offset(String element, int seconds) {
        if (seconds == 0 && element.startsWith("Z")) {
            return "Z";
        }
        String separator = element.contains(":") ? ":" : "";
        int magnitude = Math.abs(seconds);
        var text = new StringBuilder(seconds < 0 ? "-" : "+").append(number(magnitude / 3600, 2));
        if (element.length() > 3) {
            text.append(separator).append(number(magnitude / 60 % 60, 2));
        }
        if (element.length() > 6) {
            text.append(separator).append(number(magnitude % 60, 2));
        }
        return text.toString();
    }

    private static String zoneName(ZonedDateTime time) {
        if (time.getZone() instanceof ZoneOffset offset) {
            return offset.equals(ZoneOffset.UTC) ? "UTC" : offset("-0700", offset.getTotalSeconds());
        }
        if (isBeforeStandardTime(time)) {
            return "LMT";
        }
        String name = ZONE_NAME.format(time);
        return ABBREVIATIONS.contains(name) ? name : numericName(time.getOffset());
    }

    /** While each place went by the sun, as at the moment that stands for none. */
    private static boolean isBeforeStandardTime(ZonedDateTime time) {
        List<ZoneOffsetTransition> transitions = time.getZone().getRules().getTransitions();
        return !transitions.isEmpty()
                && time.toInstant().isBefore(transitions.getFirst().getInstant());
    }

    /** As the time zone database names what has no name: the hours, and the minutes if there are any. */
    private static String numericName(ZoneOffset offset) {
        return offset(offset.getTotalSeconds() / 60 % 60 == 0 ? "-07" : "-0700", offset.getTotalSeconds());
    }
}
