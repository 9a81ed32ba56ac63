package dev.evenkeel.alertrouter.template.html;

import java.util.Locale;

import dev.evenkeel.alertrouter.template.html.Context.State;
import dev.evenkeel.alertrouter.template.limits.Meter;

/** Making texts safe in HTML itself. */
final class HtmlEscapes {

    private HtmlEscapes() {}

    /** For text and for quoted attributes. */
    static String text(String text) {
        return escape(text, true, false);
    }

    /** As {@link #text}, but what is an entity stays one. */
    static String keepingEntities(String text) {
        return escape(text, false, false);
    }

    /** For an attribute without quotes, which no blank may end. */
    static String unquoted(String text, boolean keepEntities) {
        return text.isEmpty() ? CssEscapes.REFUSED : escape(text, !keepEntities, true);
    }

    private static String escape(String text, boolean ampersands, boolean blanks) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\0' -> escaped.append(blanks ? "&#xfffd;" : "\uFFFD");
                case '"', '\'', '+' -> escaped.append("&#").append((int) c).append(';');
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append(ampersands ? "&amp;" : "&");
                case '\t', '\n', 0x0b, '\f', '\r', ' ', '=', '`' -> {
                    if (blanks) {
                        escaped.append("&#").append((int) c).append(';');
                    } else {
                        escaped.append(c);
                    }
                }
                default -> {
                    boolean odd = (c >= 0xfdd0 && c <= 0xfdef) || c >= 0xfff0;
                    escaped.append(blanks && odd ? "&#x" + Integer.toHexString(c) + ";" : Character.toString(c));
                }
            }
        }
        return escaped.toString();
    }

    /** HTML without its tags and comments, for an attribute. */
    static String withoutTags(String html, Meter meter) {
        var text = new StringBuilder(html.length());
        Context context = Context.TEXT;
        var tracker = new ContextTracker(html);
        int i = 0;
        while (i < html.length()) {
            meter.step();
            Step step;
            try {
                step = context.delimiter() == Context.Delimiter.NONE && context.state() == State.TEXT
                        ? HtmlTransitions.text(context, Stretch.of(html).from(i))
                        : tracker.after(context, i);
            } catch (ContextException unsound) {
                return text.toString();
            }
            if (context.state() == State.TEXT || context.state() == State.RCDATA) {
                int end = i + step.length();
                int bracket = step.context().state() == context.state() ? end : html.lastIndexOf('<', end - 1);
                text.append(html, i, Math.clamp(bracket, i, end));
            }
            if (step.length() == 0 && step.context().equals(context)) {
                return text.toString();
            }
            context = step.context();
            i += step.length();
        }
        return text.toString();
    }

    /** As the name of an attribute: only plain ones pass. */
    static String attributeName(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        boolean plain = !name.isEmpty()
                && AttributeTypes.of(name) == AttributeTypes.Type.PLAIN
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
        return plain ? name : CssEscapes.REFUSED;
    }
}
