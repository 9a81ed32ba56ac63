package dev.evenkeel.alertrouter.notification.email;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.notification.email.EmailSettings.Server;
import dev.evenkeel.alertrouter.notification.email.EmailSettings.Threading;
import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.global.GlobalSettingsReader;
import dev.evenkeel.alertrouter.notification.http.TlsSettingsReader;

/** Reads {@code email_configs}. */
public final class EmailSettingsReader {

    private static final String SMTPS = "465";

    private EmailSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("email_configs", entry -> read(entry, global.smtp()));
    }

    private static EmailSettings read(Fields entry, GlobalSettings.Smtp smtp) {
        String to = entry.requireText(entry.text("to"), "missing to address in email config");
        Map<String, String> headers = headers(entry);
        return new EmailSettings(
                to,
                entry.requireText(entry.text("from").or(smtp::from), "no global SMTP from set"),
                headers,
                entry.text("html", "{{ template \"email.default.html\" . }}"),
                entry.text("text", ""),
                entry.within("threading", threading -> readThreading(threading, headers))
                        .flatMap(threading -> threading),
                server(entry, smtp),
                entry.sendResolved(false));
    }

    private static Map<String, String> headers(Fields entry) {
        var headers = new TreeMap<String, String>();
        entry.texts("headers").forEach((name, value) -> {
            String canonical = canonical(name);
            if (headers.put(canonical, value) != null) {
                entry.reject("duplicate header \"" + canonical + "\" in email config");
            }
            if (!canonical.matches("[!-9;-~]+")) {
                entry.reject("\"" + name + "\" is not a header's name");
            }
        });
        return headers;
    }

    private static String canonical(String name) {
        return Arrays.stream(name.split("-", -1))
                .map(part -> part.isEmpty()
                        ? part
                        : part.substring(0, 1).toUpperCase(Locale.ROOT)
                                + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("-"));
    }

    private static Optional<Threading> readThreading(Fields threading, Map<String, String> headers) {
        String byDate = threading.text("thread_by_date", "");
        if (!threading.flag("enabled", false)) {
            return Optional.empty();
        }
        for (String header : new String[] {"References", "In-Reply-To"}) {
            if (headers.containsKey(header)) {
                threading.reject(
                        "conflicting configuration: threading.enabled conflicts with custom " + header + " header");
            }
        }
        return switch (byDate) {
            case "none" -> Optional.of(Threading.NONE);
            case "daily" -> Optional.of(Threading.DAILY);
            default -> {
                threading.reject("threading.thread_by_date must be either 'none' or 'daily'");
                yield Optional.empty();
            }
        };
    }

    private static Server server(Fields entry, GlobalSettings.Smtp smtp) {
        String address = entry.requireText(
                GlobalSettingsReader.hostAndPort(entry, "smarthost").or(smtp::smarthost),
                "no global SMTP smarthost set");
        int colon = address.lastIndexOf(':');
        String port = address.substring(colon + 1);
        boolean implicit =
                entry.flag("force_implicit_tls").or(smtp::implicitTls).orElse(port.equals(SMTPS));
        return new Server(
                address.substring(0, Math.max(0, colon)),
                port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0,
                entry.text("hello").orElse(smtp.hello()),
                entry.text("auth_username").or(smtp::username),
                entry.secret("auth_password").or(smtp::password),
                entry.secret("auth_secret").or(smtp::secret),
                entry.text("auth_identity").or(smtp::identity).orElse(""),
                entry.flag("require_tls", smtp.requireTls()),
                implicit,
                entry.within("tls_config", TlsSettingsReader::read).orElse(smtp.tls()));
    }
}
