package dev.evenkeel.alertrouter.template.html;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.html.Context.State;
import dev.evenkeel.alertrouter.template.syntax.Node;
import dev.evenkeel.alertrouter.template.syntax.TemplateException;
import dev.evenkeel.alertrouter.template.syntax.TemplateTree;

/**
 * Rewrites templates so that everything they print is safe where it stands. A template that is called in several contexts
 * becomes several templates; branches have to end in one context, or it would not be known what follows.
 */
public final class HtmlEscaper {

    /** Nodes looked at, and hundreds of characters: a branch within a loop within a loop is looked at many times. */
    private static final int MOST_STEPS = 500_000;

    private static final int MOST_TEMPLATES = 1_000;
    private static final int DEEPEST = 400;

    private final Map<String, TemplateTree> originals;
    private final Map<String, TemplateTree> escaped = new HashMap<>();
    private final Map<String, Context> endings = new HashMap<>();
    private final Set<String> called = new HashSet<>();
    private final Deque<List<Context>> loops = new ArrayDeque<>();
    private TemplateTree current;
    private int steps;
    private int depth;

    private HtmlEscaper(Map<String, TemplateTree> originals) {
        this.originals = originals;
    }

    private record Body(List<Node.Statement> statements, Context end) {}

    /**
     * The template of that name and all that it calls, escaped; the one keeps its name.
     *
     * @throws TemplateException if it is not clear what some place asks for
     */
    public static Map<String, TemplateTree> escape(String name, Map<String, TemplateTree> templates) {
        var escaper = new HtmlEscaper(templates);
        TemplateTree template = templates.get(name);
        escaper.current = template;
        Context end = escaper.template(Context.TEXT, template, name);
        if (end.state() != State.TEXT) {
            throw new TemplateException(
                    prefix(name) + "ends in a non-text context: " + end,
                    template.source().line(template.source().text().length()),
                    0);
        }
        return escaper.escaped;
    }

    private static String prefix(String name) {
        return "html/template:" + (name.isEmpty() ? "" : name + ":") + " ";
    }

    /** Escapes a template for a context under a name; answers where it ends. */
    private Context template(Context start, TemplateTree template, String name) {
        TemplateTree outer = current;
        current = template;
        // that it ends as it starts is true of most, and lets a template that calls itself be followed
        Body body = assuming(start, start, template, name);
        if (called.contains(name) && !body.end().equals(start)) {
            Context first = body.end();
            body = assuming(start, first, template, name);
            if (!body.end().equals(first)) {
                throw new TemplateException(
                        prefix(name) + "cannot compute output context for template " + name,
                        template.source().line(0),
                        0);
            }
        }
        endings.put(name, body.end());
        escaped.put(name, new TemplateTree(name, template.source(), body.statements()));
        current = outer;
        return body.end();
    }

    private Body assuming(Context start, Context end, TemplateTree template, String name) {
        endings.put(name, end);
        return body(start, template.body());
    }

    private Body body(Context start, List<Node.Statement> statements) {
        var result = new ArrayList<Node.Statement>(statements.size());
        Context context = start;
        depth++;
        for (Node.Statement statement : statements) {
            spend(1, statement);
            context = statement(context, statement, result);
            if (context.state() == State.DEAD) {
                break;
            }
        }
        depth--;
        return new Body(List.copyOf(result), context);
    }

    private void spend(int more, Node at) {
        steps += more;
        if (steps > MOST_STEPS || escaped.size() > MOST_TEMPLATES) {
            throw error(at, "too many branches and contexts to follow");
        }
        if (depth > DEEPEST) {
            throw error(at, "actions nested more than " + DEEPEST + " deep");
        }
    }

    private Context statement(Context context, Node.Statement statement, List<Node.Statement> result) {
        return switch (statement) {
            case Node.Text text -> text(context, text, result);
            case Node.Action action -> action(context, action, result);
            case Node.Choice choice -> choice(context, choice, result);
            case Node.Range range -> range(context, range, result);
            case Node.Call call -> call(context, call, result);
            case Node.Break _, Node.Continue _ -> {
                loops.getLast().add(context);
                result.add(statement);
                yield context.in(State.DEAD);
            }
        };
    }

    private Context choice(Context context, Node.Choice first, List<Node.Statement> result) {
        List<Node.Choice> chain = first.chain();
        var bodies = new ArrayDeque<Body>();
        for (Node.Choice choice : chain) {
            spend(1, choice);
            bodies.push(body(context, choice.body()));
        }
        Optional<List<Node.Statement>> last = chain.getLast().otherwise();
        Body otherwise = body(context, last.orElse(List.of()));
        Optional<List<Node.Statement>> escapedOtherwise = kept(last, otherwise);
        Context end = otherwise.end();
        for (Node.Choice choice : chain.reversed()) {
            Body body = bodies.pop();
            escapedOtherwise = Optional.of(List.of(choice.with(body.statements(), escapedOtherwise)));
            end = join(body.end(), end, choice, choice.word());
        }
        result.addAll(escapedOtherwise.orElseThrow());
        return end;
    }

    private static Optional<List<Node.Statement>> kept(Optional<List<Node.Statement>> original, Body escaped) {
        return original.map(_ -> escaped.statements());
    }

    private Context text(Context context, Node.Text text, List<Node.Statement> result) {
        spend(text.text().length() / 100, text);
        try {
            EscapedText.Result escapedText = EscapedText.of(context, text.text());
            result.add(new Node.Text(text.position(), escapedText.text()));
            return escapedText.context();
        } catch (ContextException unsound) {
            throw new TemplateException(
                    prefix(current.name()) + unsound.getMessage(),
                    current.source().line(text.position()),
                    current.source().column(text.position()));
        }
    }

    private Context action(Context context, Node.Action action, List<Node.Statement> result) {
        if (!action.pipeline().variables().isEmpty()) {
            result.add(action);
            return context;
        }
        Context here = context.beforeValue();
        List<Escaper> escapers;
        try {
            escapers = Escapers.at(here, action);
        } catch (ContextException unclear) {
            throw error(action, unclear.getMessage());
        }
        result.add(new Node.Action(action.position(), EscapedPipeline.of(action.pipeline(), escapers)));
        return Escapers.behind(here);
    }

    private Context range(Context context, Node.Range range, List<Node.Statement> result) {
        loops.addLast(new ArrayList<>());
        Body body = body(context, range.body());
        Context end = joinLoops(body.end(), range);
        if (end.state() != State.DEAD) {
            // the body may come again behind itself, and must end there as it did
            loops.getLast().clear();
            Context again = joinLoops(body(end, range.body()).end(), range);
            try {
                end = join(end, again, range, "range");
            } catch (TemplateException differs) {
                throw error(range, "on range loop re-entry: " + differing("range", end, again));
            }
        }
        loops.removeLast();
        Body otherwise = body(context, range.otherwise().orElse(List.of()));
        result.add(new Node.Range(
                range.position(), range.pipeline(), body.statements(), kept(range.otherwise(), otherwise)));
        return join(end, otherwise.end(), range, "range");
    }

    private Context joinLoops(Context end, Node.Range range) {
        Context joined = end;
        for (Context left : loops.getLast()) {
            joined = join(joined, left, range, "range");
        }
        return joined;
    }

    private Context call(Context context, Node.Call call, List<Node.Statement> result) {
        TemplateTree template = originals.get(call.name());
        if (template == null) {
            throw error(call, "no such template " + GoQuoting.quote(call.name()));
        }
        String name = context.derivedName(call.name());
        called.add(name);
        result.add(new Node.Call(call.position(), name, call.argument()));
        Context known = endings.get(name);
        if (known != null) {
            return known;
        }
        Deque<List<Context>> outerLoops = new ArrayDeque<>(loops);
        loops.clear();
        Context end = template(context, template, name);
        loops.addAll(outerLoops);
        return end;
    }

    private Context join(Context one, Context other, Node at, String statement) {
        if (one.state() == State.DEAD) {
            return other;
        }
        if (other.state() == State.DEAD || one.equals(other)) {
            return one;
        }
        if (one.with(other.urlPart()).equals(other)) {
            return one.with(Context.UrlPart.UNKNOWN);
        }
        if (one.with(other.jsContext()).equals(other)) {
            return one.with(Context.JsContext.UNKNOWN);
        }
        // "<a" with and without a name behind it can go on alike
        Context oneOn = one.beforeValue();
        Context otherOn = other.beforeValue();
        if (oneOn.equals(otherOn)) {
            return oneOn;
        }
        throw error(at, differing(statement, one, other));
    }

    private static String differing(String statement, Context one, Context other) {
        return "{{" + statement + "}} branches end in different contexts: " + one + ", " + other;
    }

    private TemplateException error(Node at, String reason) {
        var source = current.source();
        return new TemplateException(
                "html/template:%s:%d:%d: %s"
                        .formatted(source.name(), source.line(at.position()), source.byteColumn(at.position()), reason),
                source.line(at.position()),
                source.column(at.position()));
    }
}
