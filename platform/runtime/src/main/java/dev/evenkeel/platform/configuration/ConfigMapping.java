package dev.evenkeel.platform.configuration;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping in a configuration file, read strictly: a field that occurs twice is a mistake, and so is one that nobody
 * asked for by the time {@link #refuseOthers()} is called.
 */
public final class ConfigMapping {

    private final ConfigNode self;
    private final Map<String, ConfigNode> values;
    private final Set<String> asked = new TreeSet<>();

    private ConfigMapping(ConfigNode self, Map<String, ConfigNode> values) {
        this.self = self;
        this.values = values;
    }

    static ConfigMapping empty(ConfigNode self) {
        return new ConfigMapping(self, Map.of());
    }

    static ConfigMapping of(ConfigNode self, MappingNode mapping) {
        Map<String, ConfigNode> values = new LinkedHashMap<>();
        Map<String, ConfigNode> merged = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            ConfigNode key = self.child("<key>", entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode name)) {
                key.reject("the name of a field must be a text");
            } else if (name.getTag().equals(Tag.MERGE)) {
                merge(self.child(name.getValue(), entry.getValueNode()), merged);
            } else if (values.containsKey(name.getValue())) {
                self.child(name.getValue(), entry.getKeyNode()).reject("occurs twice in this mapping");
            } else {
                values.put(name.getValue(), self.child(name.getValue(), entry.getValueNode()));
            }
        }
        merged.forEach(values::putIfAbsent);
        return new ConfigMapping(self, values);
    }

    /** What {@code <<} brings in: the fields of a mapping, or of several, of which the first that has a field counts. */
    private static void merge(ConfigNode value, Map<String, ConfigNode> merged) {
        if (value.isList()) {
            value.list().forEach(each -> merge(each, merged));
        } else {
            value.mapping().values.forEach(merged::putIfAbsent);
        }
    }

    /** The value of a field that must be there. */
    public ConfigNode required(String field) {
        asked.add(field);
        ConfigNode value = values.get(field);
        if (value == null || value.isNull()) {
            self.reject("needs the field '" + field + "'");
            return self.missingChild(field);
        }
        return value;
    }

    /** The value of a field that may be left out; one without a value counts as left out. */
    public Optional<ConfigNode> optional(String field) {
        asked.add(field);
        return Optional.ofNullable(values.get(field)).filter(value -> !value.isNull());
    }

    /** The value of an optional field as {@code reader} reads it, or {@code otherwise} if it is left out. */
    public <T> T optional(String field, Function<ConfigNode, T> reader, T otherwise) {
        return optional(field).map(reader).orElse(otherwise);
    }

    /** A mapping that may be left out, which is as good as an empty one. */
    public ConfigMapping mapping(String field) {
        return optional(field).map(ConfigNode::mapping).orElseGet(() -> empty(self));
    }

    /**
     * A secret, written as one of {@code field}, {@code field_file} (a path, relative to the working directory of the
     * service) or {@code field_env} (a variable of the environment).
     */
    public Optional<Secret> secret(String field) {
        List<Secret> given = Stream.of(
                        optional(field).map(value -> Secret.literal(value.text())),
                        optional(field + "_file").map(value -> Secret.file(Path.of(value.name()))),
                        optional(field + "_env").map(value -> Secret.environment(value.name())))
                .flatMap(Optional::stream)
                .toList();
        if (given.size() > 1) {
            self.reject("may have only one of " + field + ", " + field + "_file and " + field + "_env");
        }
        return given.stream().findFirst();
    }

    /** Whether the field is written, be it without a value. */
    public boolean has(String field) {
        asked.add(field);
        return values.containsKey(field);
    }

    /** Everything in the mapping, in the order of the file, for mappings whose keys are data (labels, say). */
    public Map<String, ConfigNode> entries() {
        asked.addAll(values.keySet());
        return new LinkedHashMap<>(values);
    }

    /** The mapping with each value as text, such as a set of labels; in the order of the file. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        entries().forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    /** Reports every field that was not asked for, and says which there are. Call it after reading. */
    public void refuseOthers() {
        values.forEach((field, value) -> {
            if (!asked.contains(field)) {
                value.reject("is not a field here; allowed are " + String.join(", ", asked));
            }
        });
    }

    /** The mapping itself, to report a mistake that concerns several of its fields. */
    public ConfigNode self() {
        return self;
    }
}
