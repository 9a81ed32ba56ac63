package dev.evenkeel.alertrouter.template.html;

import dev.evenkeel.alertrouter.template.html.Context.Delimiter;
import dev.evenkeel.alertrouter.template.html.Context.State;

/**
 * Follows a piece of a template's own text. Comments are left out of it, since a value in one could end it, and a bracket
 * that opens no tag is written as an entity, so that no value can make it one.
 */
final class EscapedText {

    private static final String DOCTYPE = "<!DOCTYPE";

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int written;
    private Context context;

    private EscapedText(Context context, String text) {
        this.context = context;
        this.text = text;
    }

    /** A text and where it ends. */
    record Result(String text, Context context) {}

    /** @throws ContextException if it is no sound HTML */
    static Result of(Context context, String text) {
        return new EscapedText(context, text).run();
    }

    private Result run() {
        var tracker = new ContextTracker(text);
        int i = 0;
        int idle = 0;
        while (i < text.length()) {
            Step step = tracker.after(context, i);
            int end = i + step.length();
            idle = step.length() == 0 ? idle + 1 : 0;
            if (idle > 3) {
                throw new ContextException(
                        "cannot be followed: " + Stretch.of(text).from(i).beginning());
            }
            advance(i, end, step.context());
            context = step.context();
            i = end;
        }
        if (!isOwnComment(context)) {
            out.append(text, written, text.length());
        }
        return new Result(out.toString(), context);
    }

    private void advance(int start, int end, Context next) {
        if (context.state() == State.TEXT || context.state() == State.RCDATA) {
            escapeBrackets(start, end, next);
        } else if (isOwnComment(context)) {
            leaveOutComment(end);
        }
        if (context.state() != next.state() && isOwnComment(next)) {
            int comment = end - (next.state() == State.HTML_COMMENT ? 4 : 2);
            out.append(text, written, comment);
            written = end;
        }
    }

    private static boolean isOwnComment(Context context) {
        return context.state().isComment() && context.delimiter() == Delimiter.NONE;
    }

    private void escapeBrackets(int start, int end, Context next) {
        int last = end;
        if (next.state() != context.state()) {
            int bracket = text.lastIndexOf('<', end - 1);
            last = bracket >= start ? bracket : end;
        }
        for (int i = start; i < last; i++) {
            if (text.charAt(i) == '<' && !text.regionMatches(true, i, DOCTYPE, 0, DOCTYPE.length())) {
                out.append(text, written, i).append("&lt;");
                written = i + 1;
            }
        }
    }

    /** A comment separates what stands around it, as its line ends do. */
    private void leaveOutComment(int end) {
        String comment = text.substring(written, end);
        switch (context.state()) {
            case JS_BLOCK_COMMENT -> out.append(Characters.indexOfAny(comment, "\n\r\u2028\u2029") >= 0 ? '\n' : ' ');
            case CSS_BLOCK_COMMENT -> out.append(' ');
            default -> {
                // nothing stands in its place
            }
        }
        written = end;
    }
}
