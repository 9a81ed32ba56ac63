package dev.evenkeel.platform.configuration;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Whether aliases make a document endless, or far larger than it looks, for whoever walks through it. */
final class YamlProportions {

    private static final long MOST_VALUES = 1_000_000;
    private static final long UNDER_WAY = -1;

    private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();
    private boolean endless;

    private YamlProportions() {}

    /** @return what is wrong, empty if nothing is */
    static Optional<String> mistakeIn(Node root) {
        var proportions = new YamlProportions();
        long size = proportions.sizeOf(root);
        if (proportions.endless) {
            return Optional.of("holds an alias of something that the alias is part of");
        }
        return size > MOST_VALUES
                ? Optional.of("has more than " + MOST_VALUES + " values when its aliases are written out")
                : Optional.empty();
    }

    private long sizeOf(Node node) {
        Long known = sizes.get(node);
        if (known != null) {
            endless |= known == UNDER_WAY;
            return Math.max(known, 0);
        }
        sizes.put(node, UNDER_WAY);
        long size = 1;
        for (Node child : children(node)) {
            size = Math.min(size + sizeOf(child), MOST_VALUES + 1);
        }
        sizes.put(node, size);
        return size;
    }

    private static List<Node> children(Node node) {
        return switch (node) {
            case MappingNode mapping ->
                mapping.getValue().stream()
                        .flatMap(entry -> Stream.of(entry.getKeyNode(), entry.getValueNode()))
                        .toList();
            case SequenceNode sequence -> sequence.getValue();
            default -> List.of();
        };
    }
}
