package dev.evenkeel.alertrouter.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.quarkus.qute.TemplateExtension;

import dev.evenkeel.alertrouter.analytics.Times;
import dev.evenkeel.alertrouter.notification.content.TextLimit;

/** How values are written in reports. */
@TemplateExtension
final class ReportFormatExtensions {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);
    private static final int LONGEST_LINE = 120;

    private ReportFormatExtensions() {}

    /** {@code Mon 2 Mar 2026}. */
    static String spelled(LocalDate day) {
        return DAY.format(day);
    }

    /** On the clock of a place, which is UTC if it is not known any more: {@code Mon 2 Mar, 09:00}. */
    static String at(Instant moment, String zone) {
        try {
            return MOMENT.format(moment.atZone(ZoneId.of(zone)));
        } catch (DateTimeException unknown) {
            return MOMENT.format(moment.atOffset(ZoneOffset.UTC)) + " UTC";
        }
    }

    /** What people wrote, as one line that is not too long. */
    static String line(String text) {
        return TextLimit.runes(text.replaceAll("\\s+", " ").strip(), LONGEST_LINE);
    }

    /** The same for Slack, where three characters mean something (Slack, <i>Formatting text for app surfaces</i>). */
    static String mrkdwn(String text) {
        return line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** {@code 1 page}, {@code 2 pages}. */
    static String counted(Number count, String what) {
        return count + " " + what + (count.longValue() == 1 ? "" : "s");
    }

    /** Whether somebody who should have it has not got it, and is not sent it any more. */
    static boolean isOwed(ReportView report) {
        return report.sendings().stream()
                .anyMatch(sending ->
                        !sending.state().equals("sent") && !sending.state().equals("pending"));
    }

    /** How the mean compares: {@code +12 %}, {@code -50 %}, {@code ±0 %}; empty if there is nothing to compare. */
    static String changedFrom(Times now, Times before) {
        Double change = now.changeFrom(before);
        return change == null ? "" : signed(Math.round(100 * change));
    }

    /** The same for numbers. */
    static String changedFrom(Long now, long before) {
        return before == 0 ? "" : signed(Math.round(100.0 * (now - before) / before));
    }

    private static String signed(long percent) {
        return percent == 0 ? "±0 %" : (percent > 0 ? "+" : "−") + Math.abs(percent) + " %";
    }
}
