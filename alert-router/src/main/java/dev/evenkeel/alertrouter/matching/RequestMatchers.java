package dev.evenkeel.alertrouter.matching;

import java.util.List;
import java.util.Objects;

import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestText;

/** Matchers as they come with requests: a list of texts, each with one matcher or several. */
public final class RequestMatchers {

    private static final int LONGEST = 10_000;

    private RequestMatchers() {}

    /**
     * All of them; none if there is no list.
     *
     * @param where as {@code /matchers}
     * @throws ProblemException 400 if one cannot be understood
     */
    public static List<Matcher> optional(String where, List<String> texts, MatcherSyntax syntax) {
        return texts == null
                ? List.of()
                : texts.stream()
                        .map(text -> RequestText.optional(where, text, LONGEST).orElse(""))
                        .flatMap(text -> RequestText.parsed(where, () -> syntax.parseList(text)).stream())
                        .map(matcher -> storable(where, matcher))
                        .toList();
    }

    /** In quotes, U+0000 can be written without being there. */
    private static Matcher storable(String where, Matcher matcher) {
        if (matcher.toString().indexOf('\0') >= 0) {
            throw ProblemException.invalid(where, "has the character U+0000", "a matcher without it");
        }
        return matcher;
    }

    /**
     * At least one.
     *
     * @throws ProblemException 400 if there is none, or one cannot be understood
     */
    public static List<Matcher> required(String where, List<String> texts, MatcherSyntax syntax) {
        List<Matcher> matchers = optional(where, texts, syntax);
        if (matchers.isEmpty() || texts.stream().anyMatch(Objects::isNull)) {
            throw ProblemException.invalid(where, "is missing or empty", "such as [\"env=\\\"staging\\\"\"]");
        }
        return matchers;
    }
}
