package dev.evenkeel.platform.configuration;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Parses YAML 1.1 into {@link ConfigNode}s, with bounds that keep a hostile document from using up memory or stack. */
public final class YamlParser {

    private static final int MOST_CODE_POINTS = 8 * 1024 * 1024;
    private static final int MOST_ALIASES = 200;
    private static final int DEEPEST_NESTING = 64;

    private YamlParser() {}

    /**
     * Parses every document of a file. Empty documents are left out.
     *
     * @param file the name that problems carry
     * @return what could be parsed; if the text is not YAML, the reason is in {@code problems}
     */
    public static List<ConfigDocument> parse(String file, String text, ConfigProblems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CODE_POINTS);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST_NESTING);
        options.setAllowRecursiveKeys(false);
        List<ConfigDocument> documents = new ArrayList<>();
        try {
            for (Node node : new Yaml(options).composeAll(new StringReader(text))) {
                ConfigNode root = ConfigNode.root(file, node, problems);
                Optional<String> outOfProportion = YamlProportions.mistakeIn(node);
                if (outOfProportion.isPresent()) {
                    root.reject(outOfProportion.get());
                } else if (!root.isNull()) {
                    documents.add(new ConfigDocument(file, root, text));
                }
            }
        } catch (MarkedYAMLException malformed) {
            var mark = malformed.getProblemMark();
            int line = mark == null ? 1 : mark.getLine() + 1;
            int column = mark == null ? 1 : mark.getColumn() + 1;
            problems.add(new ConfigProblem(file, line, column, "", "is not valid YAML: " + malformed.getProblem()));
        } catch (YAMLException unreadable) {
            problems.add(new ConfigProblem(file, 1, 1, "", "cannot be read as YAML: " + unreadable.getMessage()));
        }
        return documents;
    }
}
