package dev.evenkeel.alertrouter.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.Matcher.Operator;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Reads the three ways in which matchers are written: {@code match}, {@code match_re} and {@code matchers}. */
public final class MatchersReader {

    private final MatcherSyntax syntax;

    MatchersReader(MatcherSyntax syntax) {
        this.syntax = syntax;
    }

    /** A list of texts, each with one matcher or several, as {@code matchers} has it everywhere. */
    public static List<Matcher> list(ConfigNode node, MatcherSyntax syntax) {
        return node.list(each -> each.parsed(syntax::parseList, List.<Matcher>of())).stream()
                .flatMap(List::stream)
                .toList();
    }

    boolean isLabelName(String name) {
        return syntax.isLabelName(name);
    }

    /** @param prefix what stands before the names of the three fields */
    Matchers read(ConfigMapping mapping, String prefix) {
        var matchers = new ArrayList<Matcher>();
        mapping.optional(prefix + "match").ifPresent(node -> readMatch(node, Operator.EQUAL, text -> text, matchers));
        // anchored here already, as Alertmanager does, which is seen in its group keys
        mapping.optional(prefix + "match_re")
                .ifPresent(node -> readMatch(node, Operator.REGEX, text -> "^(?:" + text + ")$", matchers));
        mapping.optional(prefix + "matchers").ifPresent(node -> matchers.addAll(list(node, syntax)));
        return new Matchers(matchers);
    }

    private void readMatch(ConfigNode node, Operator operator, UnaryOperator<String> value, List<Matcher> matchers) {
        node.mapping().entries().forEach((name, written) -> {
            if (!isLabelName(name)) {
                written.reject("invalid label name \"" + name + "\"");
            }
            if (!written.isNull()) {
                written.parsed(
                                text -> Optional.of(new Matcher(name, operator, value.apply(text))),
                                Optional.<Matcher>empty())
                        .ifPresent(matchers::add);
            } else if (operator == Operator.REGEX) {
                written.reject("invalid regexp value for \"" + name + "\"");
            } else {
                matchers.add(new Matcher(name, operator, ""));
            }
        });
    }
}
