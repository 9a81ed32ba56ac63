package dev.evenkeel.alertrouter.matching;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How matchers are written, and which names labels may have. The three are the modes of Alertmanager, of which fallback is
 * the default since 0.27.
 */
public enum MatcherSyntax {

    /** The syntax of all versions, with the label names that Prometheus has always had. */
    CLASSIC {
        @Override
        public List<Matcher> parseList(String text) {
            return ClassicMatchers.parseList(text);
        }

        @Override
        public Matcher parseOne(String text) {
            return ClassicMatchers.parseOne(text);
        }

        @Override
        public boolean isLabelName(String name) {
            return CLASSIC_NAME.matcher(name).matches();
        }
    },

    /** The UTF-8 syntax, except for texts that only the classic one can read or that it reads differently. */
    FALLBACK {
        @Override
        public List<Matcher> parseList(String text) {
            return classicIfInDoubt(text, ClassicMatchers::parseList, Utf8Matchers::parseList);
        }

        @Override
        public Matcher parseOne(String text) {
            refuseBraces(text);
            return classicIfInDoubt(text, ClassicMatchers::parseOne, Utf8Matchers::parseOne);
        }

        @Override
        public boolean isLabelName(String name) {
            return isUtf8Name(name);
        }
    },

    /** The UTF-8 syntax alone. */
    UTF8 {
        @Override
        public List<Matcher> parseList(String text) {
            return Utf8Matchers.parseList(text);
        }

        @Override
        public Matcher parseOne(String text) {
            refuseBraces(text);
            return Utf8Matchers.parseOne(text);
        }

        @Override
        public boolean isLabelName(String name) {
            return isUtf8Name(name);
        }
    };

    private static final Pattern CLASSIC_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /**
     * Any number of matchers.
     *
     * @throws InvalidMatcherException saying what cannot be understood, in Alertmanager's words
     */
    public abstract List<Matcher> parseList(String text);

    /** @throws InvalidMatcherException if the text is not one matcher */
    public abstract Matcher parseOne(String text);

    /** Whether a label may be called so. */
    public abstract boolean isLabelName(String name);

    /** Both readings are tried; what was written for the classic one goes on to mean what it meant. */
    private static <T> T classicIfInDoubt(String text, Function<String, T> classic, Function<String, T> utf8) {
        try {
            return classic.apply(text);
        } catch (InvalidMatcherException notClassic) {
            try {
                return utf8.apply(text);
            } catch (InvalidMatcherException neither) {
                notClassic.addSuppressed(neither);
                throw notClassic;
            }
        }
    }

    private static void refuseBraces(String text) {
        if (text.startsWith("{") || text.endsWith("}")) {
            throw new InvalidMatcherException("unexpected open or close brace: " + text);
        }
    }

    private static boolean isUtf8Name(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isSurrogate(name.charAt(i))) {
                return name.codePoints().noneMatch(MatcherSyntax::isLoneSurrogate);
            }
        }
        return !name.isEmpty();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
