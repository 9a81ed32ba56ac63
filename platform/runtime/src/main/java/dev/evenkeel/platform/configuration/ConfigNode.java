package dev.evenkeel.platform.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a configuration file that knows where it stands. Each reading method checks what it reads: a value of the
 * wrong kind is reported with its position and a neutral value is returned, so that reading goes on and finds the rest
 * of the mistakes. Nothing that was read while a mistake was found may take effect.
 */
public final class ConfigNode {

    private final String file;
    private final String path;
    private final Node node;
    private final ConfigProblems problems;
    private final ConfigPrinter printer;
    /** A field that was required and is not there: reported once, silent afterwards. */
    private final boolean missing;

    private ConfigNode(
            String file, String path, Node node, ConfigProblems problems, ConfigPrinter printer, boolean missing) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.problems = problems;
        this.printer = printer;
        this.missing = missing;
    }

    static ConfigNode root(String file, Node node, ConfigProblems problems) {
        return new ConfigNode(file, "", node, problems, new ConfigPrinter(), false);
    }

    ConfigNode child(String step, Node value) {
        String childPath = path.isEmpty() || step.startsWith("[") ? path + step : path + "." + step;
        return new ConfigNode(file, childPath, value, problems, printer, false);
    }

    ConfigNode missingChild(String field) {
        return new ConfigNode(file, path.isEmpty() ? field : path + "." + field, node, problems, printer, true);
    }

    /** Reports something that is wrong with this value: a sentence without a full stop that says what is allowed. */
    public void reject(String reason) {
        if (!missing) {
            problems.add(new ConfigProblem(file, line(), column(), path, reason));
        }
    }

    /** Says that this value is taken, but is not what whoever wrote it may expect: a sentence without a full stop. */
    public void notice(String what) {
        if (!missing) {
            problems.addNotice(new ConfigProblem(file, line(), column(), path, what));
        }
    }

    /** What is printed instead of this value, for it is a secret. */
    public void conceal(String shown) {
        if (!missing) {
            printer.conceal(node, shown);
        }
    }

    /** Keeps this value, with its field or its place in a list, from being printed. */
    public void leaveOut() {
        if (!missing) {
            printer.leaveOut(node);
        }
    }

    /**
     * This value as YAML, as it was written but for comments, and without what readers concealed or left out: to be called
     * when everything has been read.
     */
    public String print() {
        return printer.print(node);
    }

    /** This value as plain Java: maps with texts as keys, lists, texts, numbers, booleans, {@code null}. */
    public Object plain() {
        return missing ? null : PlainYaml.of(node);
    }

    public String file() {
        return file;
    }

    /** Counted from 1. */
    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    /** Counted from 1. */
    public int column() {
        return node.getStartMark().getColumn() + 1;
    }

    /** Such as {@code checks[2].url}. */
    public String path() {
        return path;
    }

    /** Whether nothing is written here ({@code key:} or {@code null}). */
    public boolean isNull() {
        return missing || node.getTag().equals(Tag.NULL);
    }

    public boolean isMapping() {
        return !missing && node.getNodeId() == NodeId.mapping;
    }

    public boolean isList() {
        return !missing && node.getNodeId() == NodeId.sequence;
    }

    /** This value as a mapping; an empty one if it is not. */
    public ConfigMapping mapping() {
        if (isMapping()) {
            return ConfigMapping.of(this, (MappingNode) node);
        }
        reject("must be a mapping of fields, not " + kind());
        return ConfigMapping.empty(this);
    }

    /** The elements of this list; none if it is not a list. */
    public List<ConfigNode> list() {
        if (!isList()) {
            reject("must be a list, not " + kind());
            return List.of();
        }
        List<ConfigNode> elements = new ArrayList<>();
        for (Node element : ((SequenceNode) node).getValue()) {
            elements.add(child("[" + elements.size() + "]", element));
        }
        return List.copyOf(elements);
    }

    /** The elements of this list, each read by {@code reader}. */
    public <T> List<T> list(Function<ConfigNode, T> reader) {
        return list().stream().map(reader).toList();
    }

    /** Text as it is written; a number or a flag counts as its text, as in Prometheus' label values. */
    public String text() {
        if (!missing && node instanceof ScalarNode scalar && !isNull()) {
            return scalar.getValue();
        }
        reject("must be a text, not " + kind());
        return "";
    }

    /** Text with at least one character that is not blank. */
    public String name() {
        String text = text();
        if (text.isBlank()) {
            reject("must not be empty");
        }
        return text;
    }

    /** A whole number from {@code least} to {@code most}. */
    public int integer(int least, int most) {
        return (int) number(least, most, true);
    }

    /** A number from {@code least} to {@code most}. */
    public double number(double least, double most) {
        return number(least, most, false);
    }

    private double number(double least, double most, boolean whole) {
        String text = text();
        try {
            double value = Double.parseDouble(text.replace("_", ""));
            if (value >= least && value <= most && (!whole || value == Math.rint(value))) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, like a number that is out of range: the reader needs the same answer.
        }
        String range = whole ? "a whole number from %.0f to %.0f" : "a number from %s to %s";
        reject("must be " + range.formatted(least, most) + ", not '" + text + "'");
        return least;
    }

    /** {@code true} or {@code false}; YAML 1.1's {@code yes}, {@code on} and the like count too. */
    public boolean flag() {
        return switch (text().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> {
                reject("must be true or false");
                yield false;
            }
        };
    }

    /** A duration in Prometheus' notation, such as {@code 30s}, {@code 1h30m}, {@code 7d}. */
    public Duration duration() {
        return parsed(PrometheusDuration::parse, Duration.ZERO);
    }

    /** A duration from {@code least} to {@code most}. */
    public Duration duration(Duration least, Duration most) {
        return parsed(
                text -> {
                    Duration value = PrometheusDuration.parse(text);
                    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                        throw new IllegalArgumentException("must be from " + PrometheusDuration.format(least) + " to "
                                + PrometheusDuration.format(most));
                    }
                    return value;
                },
                least);
    }

    /** An absolute http or https URL with a host. Who may be called is decided when it is called. */
    public URI httpUrl() {
        String text = text();
        try {
            URI url = new URI(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https")) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // Reported below: for the reader it is the same mistake.
        }
        reject("must be an http or https URL with a host");
        return URI.create("http://invalid.invalid/");
    }

    /** A time zone of the IANA database, such as {@code Europe/Berlin}. */
    public ZoneId timeZone() {
        String text = text();
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            reject("must be a time zone such as Europe/Berlin or UTC, not '" + text + "'");
            return ZoneId.of("UTC");
        }
    }

    /** One of the constants of an enum, written in lower case with hyphens or underscores. */
    public <E extends Enum<E>> E oneOf(Class<E> type) {
        String wanted = text().toUpperCase(Locale.ROOT).replace('-', '_');
        E[] constants = type.getEnumConstants();
        for (E constant : constants) {
            if (constant.name().equals(wanted)) {
                return constant;
            }
        }
        String allowed = Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        reject("must be one of " + allowed + ", not '" + text() + "'");
        return constants[0];
    }

    /**
     * Text read by a parser of its own.
     *
     * @param parser throws {@link IllegalArgumentException} with the reason if the text is not what it must be
     * @param otherwise returned after a mistake was reported
     */
    public <T> T parsed(Function<String, T> parser, T otherwise) {
        String text = text();
        if (missing || (text.isEmpty() && isNull())) {
            return otherwise;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException refused) {
            reject(refused.getMessage());
            return otherwise;
        }
    }

    private String kind() {
        if (isNull()) {
            return "nothing";
        }
        return switch (node.getNodeId()) {
            case mapping -> "a mapping";
            case sequence -> "a list";
            case scalar -> "a single value";
            case anchor -> "an anchor";
        };
    }
}
