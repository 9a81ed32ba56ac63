package dev.evenkeel.platform.configuration;

import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML as plain Java: maps by text, lists, texts, numbers, booleans and {@code null}. Moments stay the text they are. */
public final class PlainYaml {

    private static final int LARGEST = 1_000_000;
    private static final int DEEPEST = 64;
    private static final int MOST_NODES = 100_000;

    private int nodes;

    private PlainYaml() {}

    /** @throws IllegalArgumentException if the text is not one YAML document, or is out of all proportion */
    public static Object parse(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            return root == null ? null : of(root);
        } catch (YAMLException malformed) {
            throw new IllegalArgumentException("is not YAML", malformed);
        }
    }

    static Object of(Node node) {
        return new PlainYaml().read(node, 0);
    }

    private Object read(Node node, int depth) {
        // aliases can make little text much, or endless
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw new IllegalArgumentException("is too large or nested too deep");
        }
        return switch (node) {
            case MappingNode mapping -> read(mapping, depth);
            case SequenceNode sequence -> {
                List<Object> elements = new ArrayList<>();
                sequence.getValue().forEach(element -> elements.add(read(element, depth + 1)));
                yield elements;
            }
            case ScalarNode scalar -> read(scalar);
            default -> throw new IllegalArgumentException("holds what is not YAML");
        };
    }

    /** Entries whose name is not a single value are left out. */
    private Map<String, Object> read(MappingNode mapping, int depth) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode name) {
                entries.put(name.getValue(), read(entry.getValueNode(), depth + 1));
            }
        }
        return entries;
    }

    private static Object read(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> true;
                default -> false;
            };
        }
        if (tag.equals(Tag.INT)) {
            return whole(text);
        }
        return tag.equals(Tag.FLOAT) ? fraction(text) : text;
    }

    private static Object whole(String text) {
        String digits = text.replace("_", "").replaceFirst("^\\+", "");
        boolean negative = digits.startsWith("-");
        String size = negative ? digits.substring(1) : digits;
        try {
            BigInteger value = size.startsWith("0x")
                    ? new BigInteger(size.substring(2), 16)
                    : size.startsWith("0b")
                            ? new BigInteger(size.substring(2), 2)
                            : size.length() > 1 && size.startsWith("0")
                                    ? new BigInteger(size, 8)
                                    : new BigInteger(size);
            return negative ? value.negate() : value;
        } catch (NumberFormatException sexagesimal) {
            return text;
        }
    }

    private static Object fraction(String text) {
        try {
            double value = Double.parseDouble(text.replace("_", ""));
            return Double.isFinite(value) ? value : text;
        } catch (NumberFormatException special) {
            return text;
        }
    }
}
