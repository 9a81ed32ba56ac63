package dev.evenkeel.alertrouter.notification.fields;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.evenkeel.alertrouter.notification.AttemptTime;
import dev.evenkeel.alertrouter.template.format.GoDuration;
import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.configuration.Secret;

/**
 * The fields of one mapping, read as Alertmanager reads them: an empty text is as good as none, files are relative to the
 * configuration's folder, and mistakes are named in its words. What is secret is kept from being printed.
 */
public final class Fields {

    /** What stands for a secret when the configuration is shown. */
    public static final String SECRET = "<secret>";

    private static final Duration LONGEST = Duration.ofDays(3650);

    private final ConfigMapping mapping;
    private final Path folder;

    private Fields(ConfigMapping mapping, Path folder) {
        this.mapping = mapping;
        this.folder = folder;
    }

    /** @param folder what relative paths are relative to */
    public static Fields of(ConfigMapping mapping, Path folder) {
        return new Fields(mapping, folder);
    }

    /** A field as it is written; empty if it is left out or has no value. */
    public Optional<ConfigNode> node(String field) {
        return mapping.optional(field);
    }

    /** A text; empty if it is left out or empty. */
    public Optional<String> text(String field) {
        return mapping.optional(field).map(ConfigNode::text).filter(text -> !text.isEmpty());
    }

    /** A text, mostly a template, or {@code otherwise} if the field is not written at all. */
    public String text(String field, String otherwise) {
        return mapping.optional(field).map(ConfigNode::text).orElse(mapping.has(field) ? "" : otherwise);
    }

    public boolean flag(String field, boolean otherwise) {
        return mapping.optional(field, ConfigNode::flag, otherwise);
    }

    /** {@code send_resolved}, which every channel has. */
    public boolean sendResolved(boolean otherwise) {
        return flag("send_resolved", otherwise);
    }

    public Optional<Boolean> flag(String field) {
        return mapping.optional(field).map(ConfigNode::flag);
    }

    public int integer(String field, int least, int most, int otherwise) {
        return mapping.optional(field, node -> node.integer(least, most), otherwise);
    }

    /** How long, zero if it is left out. */
    public Duration duration(String field) {
        return mapping.optional(field, node -> node.duration(Duration.ZERO, LONGEST), Duration.ZERO);
    }

    /** How long, {@code otherwise} if it is left out. */
    public Duration duration(String field, Duration otherwise) {
        return has(field) ? duration(field) : otherwise;
    }

    /** How long, as Go writes it ({@code 1.5s}) or Prometheus ({@code 1d}); {@code otherwise} if it is left out. */
    public Duration goDuration(String field, Duration otherwise) {
        return mapping.optional(field, node -> node.parsed(Fields::parseGoDuration, otherwise), otherwise);
    }

    /** {@code timeout}; zero if it is left out. One that is longer than an attempt may take is worth a word. */
    public Duration timeout() {
        Duration timeout = goDuration("timeout", Duration.ZERO);
        if (timeout.compareTo(AttemptTime.LONGEST) > 0) {
            node("timeout")
                    .ifPresent(node -> node.notice("counts as " + AttemptTime.LONGEST.toSeconds()
                            + "s, the longest that an attempt may take here"));
        }
        return timeout;
    }

    private static Duration parseGoDuration(String text) {
        if (text.matches("[0-9]{1,18}")) {
            return Duration.ofNanos(Long.parseLong(text));
        }
        try {
            long nanoseconds = GoDuration.parse(text);
            return Duration.ofNanos(Math.max(0, nanoseconds));
        } catch (IllegalArgumentException notGos) {
            return PrometheusDuration.parse(text);
        }
    }

    /** Texts by name, none if the field is left out. */
    public Map<String, String> texts(String field) {
        return mapping.optional(field, node -> node.mapping().texts(), Map.of());
    }

    public List<String> textList(String field) {
        return mapping.optional(field, node -> node.list(ConfigNode::text), List.of());
    }

    /** What a mapping within this one holds. */
    public <T> Optional<T> within(String field, Function<Fields, T> reader) {
        return mapping.optional(field).map(node -> whole(node, reader));
    }

    /** What each mapping in a list holds. */
    public <T> List<T> list(String field, Function<Fields, T> reader) {
        return mapping.optional(field, node -> node.list(element -> whole(element, reader)), List.of());
    }

    private <T> T whole(ConfigNode node, Function<Fields, T> reader) {
        var fields = new Fields(node.mapping(), folder);
        T read = reader.apply(fields);
        fields.refuseOthers();
        return read;
    }

    /** A secret, written here or in the file that {@code field_file} names. */
    public Optional<Secret> secret(String field) {
        return atMostOne(
                field,
                field + "_file",
                text(field).map(text -> {
                    mapping.optional(field).ifPresent(node -> node.conceal(SECRET));
                    return Secret.literal(text);
                }),
                file(field + "_file"));
    }

    /** A URL that often carries a token, written here or in the file that {@code field_file} names. */
    public Optional<Secret> secretUrl(String field) {
        return atMostOne(
                field,
                field + "_file",
                url(field).map(url -> {
                    mapping.optional(field).ifPresent(node -> node.conceal(SECRET));
                    return Secret.literal(url);
                }),
                file(field + "_file"));
    }

    /** The contents of a file, which is read when it is needed. */
    public Optional<Secret> file(String field) {
        return text(field).map(path -> Secret.file(folder.resolve(path)));
    }

    /** The first of two that is there; it is a mistake if both are. */
    public <T> Optional<T> atMostOne(String first, String second, Optional<T> one, Optional<T> other) {
        if (one.isPresent() && other.isPresent()) {
            reject("at most one of " + first + " & " + second + " must be configured");
        }
        return one.or(() -> other);
    }

    /** An http or https URL; empty if it is left out or empty. */
    public Optional<String> url(String field) {
        Optional<ConfigNode> node = mapping.optional(field);
        return text(field).map(url -> {
            mistakeInUrl(url).ifPresent(node.orElseThrow()::reject);
            return url;
        });
    }

    /** What is wrong with a URL, without quoting it. */
    public static Optional<String> mistakeInUrl(String url) {
        try {
            URI uri = new URI(GoUrl.of(url).address());
            String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return Optional.of("unsupported scheme " + GoQuoting.quote(scheme) + " for URL");
            }
            return Optional.ofNullable(uri.getRawAuthority())
                            .filter(host -> !host.isEmpty())
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of("missing host for URL");
        } catch (URISyntaxException malformed) {
            return Optional.of("is not a URL: " + malformed.getReason());
        }
    }

    /** What must be there: {@code complaint} is reported if it is not. */
    public <T> T require(Optional<T> value, String complaint, Supplier<T> neutral) {
        if (value.isEmpty()) {
            reject(complaint);
        }
        return value.orElseGet(neutral);
    }

    /** A secret that must be there. */
    public Secret requireSecret(Optional<Secret> secret, String complaint) {
        return require(secret, complaint, () -> Secret.literal(""));
    }

    /** A text that must be there. */
    public String requireText(Optional<String> text, String complaint) {
        return require(text, complaint, () -> "");
    }

    /** Names in the mapping, for mappings whose keys are data. */
    public Map<String, ConfigNode> entries() {
        return mapping.entries();
    }

    public boolean has(String field) {
        return mapping.has(field);
    }

    public void reject(String reason) {
        mapping.self().reject(reason);
    }

    /** Reports every field that nobody asked for. */
    public void refuseOthers() {
        mapping.refuseOthers();
    }

    /** The folder that relative paths are relative to. */
    public Path folder() {
        return folder;
    }
}
