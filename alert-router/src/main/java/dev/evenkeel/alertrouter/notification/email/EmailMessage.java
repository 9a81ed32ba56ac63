package dev.evenkeel.alertrouter.notification.email;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import dev.evenkeel.alertrouter.notification.Announcement;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.UnsendableException;
import dev.evenkeel.alertrouter.notification.email.EmailSettings.Threading;

/**
 * A notification as a mail.
 *
 * @param from whom the server is told it is from: an address alone
 * @param to addresses alone
 * @param text headers and body, in ASCII, with lines ended by CR LF
 */
record EmailMessage(String from, List<String> to, String text) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int THREAD_HASH = 16;

    /** @param host in whose name the mail gets its id */
    static EmailMessage of(EmailSettings settings, NotificationContent content, String host, Instant now) {
        List<String> from = MailAddresses.parse("from", content.text(settings.from()));
        if (from.size() != 1) {
            throw new UnsendableException("must be exactly one 'from' address (got: " + from.size() + ")");
        }
        List<String> to = MailAddresses.parse("to", content.text(settings.to()));
        String text = written(
                headers(settings, content, host, now),
                content.notification().id(),
                settings.text().isEmpty() ? "" : content.text(settings.text()),
                settings.html().isEmpty() ? "" : content.html(settings.html()),
                now);
        return new EmailMessage(from.getFirst(), to, text);
    }

    /**
     * A mail that is about no alerts: it goes to whom and by the way that the settings say, with the headers of theirs that are
     * not about alerts' texts.
     *
     * @param text gives what a template says
     */
    static EmailMessage of(
            EmailSettings settings, Announcement announcement, UnaryOperator<String> text, String host, Instant now) {
        String from = text.apply(settings.from());
        String to = text.apply(settings.to());
        List<String> sender = MailAddresses.parse("from", from);
        if (sender.size() != 1) {
            throw new UnsendableException("must be exactly one 'from' address (got: " + sender.size() + ")");
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put("From", MimeText.header(from));
        headers.put("To", MimeText.header(to));
        settings.headers().forEach((name, template) -> headers.put(name, MimeText.header(text.apply(template))));
        headers.put("Subject", MimeText.header(announcement.subject()));
        headers.put("Message-Id", "<" + announcement.id() + "@" + host + ">");
        headers.put("Date", DATE.format(now));
        return new EmailMessage(
                sender.getFirst(),
                MailAddresses.parse("to", to),
                written(headers, announcement.id(), announcement.text(), announcement.html(), now));
    }

    private static String written(Map<String, String> headers, UUID id, String plain, String html, Instant now) {
        String boundary = id.toString().replace("-", "") + "." + now.toEpochMilli();
        var text = new StringBuilder();
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        text.append("Content-Type: multipart/alternative;  boundary=")
                .append(boundary)
                .append("\r\n");
        text.append("MIME-Version: 1.0\r\n\r\n");
        // the preferred alternative is the last (RFC 2046, 5.1.4)
        part(text, boundary, "text/plain", plain);
        part(text, boundary, "text/html", html);
        return text.append("--").append(boundary).append("--\r\n").toString();
    }

    private static Map<String, String> headers(
            EmailSettings settings, NotificationContent content, String host, Instant now) {
        var templates = new LinkedHashMap<String, String>();
        templates.put("From", settings.from());
        templates.put("To", settings.to());
        templates.put("Subject", "{{ template \"email.default.subject\" . }}");
        templates.putAll(settings.headers());
        var headers = new LinkedHashMap<String, String>();
        templates.forEach((name, template) -> headers.put(name, MimeText.header(content.text(template))));
        // the same for every attempt, so that mail readers show a repeat once
        headers.putIfAbsent("Message-Id", "<" + content.notification().id() + "@" + host + ">");
        settings.threading().ifPresent(threading -> {
            String thread = thread(threading, content, now);
            headers.put("References", thread);
            headers.put("In-Reply-To", thread);
        });
        headers.put("Date", DATE.format(now));
        return headers;
    }

    /** The id of a mail that was never sent, which readers take for the head of the thread. */
    private static String thread(Threading threading, NotificationContent content, Instant now) {
        String day = switch (threading) {
            case NONE -> "";
            case DAILY ->
                ZonedDateTime.ofInstant(now, ZoneOffset.UTC).toLocalDate().toString();
        };
        return "<alert-" + content.groupKeyHash().substring(0, THREAD_HASH) + "-" + day + "@alertmanager>";
    }

    private static void part(StringBuilder text, String boundary, String type, String content) {
        if (content.isEmpty()) {
            return;
        }
        text.append("--").append(boundary).append("\r\n");
        text.append("Content-Transfer-Encoding: quoted-printable\r\n");
        text.append("Content-Type: ").append(type).append("; charset=UTF-8\r\n\r\n");
        text.append(MimeText.quotedPrintable(content)).append("\r\n");
    }
}
