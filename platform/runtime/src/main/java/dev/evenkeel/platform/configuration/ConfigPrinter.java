package dev.evenkeel.platform.configuration;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Prints a document again as it was written, anchors and all, but for what must not be shown. Not thread-safe. */
final class ConfigPrinter {

    private final IdentityHashMap<Node, String> concealed = new IdentityHashMap<>();
    private final Set<Node> leftOut = Collections.newSetFromMap(new IdentityHashMap<>());

    void conceal(Node node, String shown) {
        concealed.put(node, shown);
    }

    void leaveOut(Node node) {
        leftOut.add(node);
    }

    String print(Node root) {
        var options = new DumperOptions();
        options.setWidth(Integer.MAX_VALUE);
        options.setSplitLines(false);
        var text = new StringWriter();
        new Yaml(options).serialize(copy(root, new IdentityHashMap<>()), text);
        return text.toString();
    }

    /** @param copies what became of nodes that were met before: an anchor and its aliases are one node */
    private Node copy(Node node, IdentityHashMap<Node, Node> copies) {
        Node known = copies.get(node);
        if (known != null) {
            return known;
        }
        String shown = concealed.get(node);
        if (shown != null) {
            return keep(copies, node, new ScalarNode(Tag.STR, shown, null, null, ScalarStyle.DOUBLE_QUOTED));
        }
        return switch (node) {
            case MappingNode mapping -> copy(mapping, copies);
            case SequenceNode sequence -> copy(sequence, copies);
            default -> keep(copies, node, node);
        };
    }

    private Node copy(MappingNode mapping, IdentityHashMap<Node, Node> copies) {
        List<NodeTuple> entries = new ArrayList<>();
        Node copy = keep(copies, mapping, new MappingNode(mapping.getTag(), entries, mapping.getFlowStyle()));
        for (NodeTuple entry : mapping.getValue()) {
            if (!leftOut.contains(entry.getValueNode())) {
                entries.add(new NodeTuple(entry.getKeyNode(), copy(entry.getValueNode(), copies)));
            }
        }
        return copy;
    }

    private Node copy(SequenceNode sequence, IdentityHashMap<Node, Node> copies) {
        List<Node> elements = new ArrayList<>();
        Node copy = keep(copies, sequence, new SequenceNode(sequence.getTag(), elements, sequence.getFlowStyle()));
        for (Node element : sequence.getValue()) {
            if (!leftOut.contains(element)) {
                elements.add(copy(element, copies));
            }
        }
        return copy;
    }

    private static Node keep(IdentityHashMap<Node, Node> copies, Node original, Node copy) {
        copy.setAnchor(original.getAnchor());
        copies.put(original, copy);
        return copy;
    }
}
