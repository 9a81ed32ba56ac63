package dev.evenkeel.alertrouter.template.syntax;

import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.syntax.Token.Kind;

/**
 * Reads a source into the templates that it holds: its own text and what it defines.
 *
 * <p>Limits: a source of at most {@link #LONGEST_SOURCE} characters, actions nested at most {@link #DEEPEST} deep.
 */
public final class TemplateParser {

    public static final int LONGEST_SOURCE = 1 << 20;
    public static final int DEEPEST = 100;

    private final SourceText source;
    private final TokenCursor tokens;
    private final PipelineParser pipelines;
    private final Map<String, TemplateTree> templates = new LinkedHashMap<>();
    private int loops;
    private int depth;

    private TemplateParser(SourceText source, Predicate<String> functions) {
        this.source = source;
        this.tokens = new TokenCursor(source);
        this.pipelines = new PipelineParser(tokens, functions);
    }

    /** How a list of statements ended. */
    private enum Ending {
        END("{{end}}"),
        ELSE("{{else}}");

        private final String shown;

        Ending(String shown) {
            this.shown = shown;
        }
    }

    private record Body(List<Node.Statement> statements, Ending ending) {}

    /**
     * The templates of a source by name, its own text under {@code name}.
     *
     * @param functions whether there is one of that name
     * @throws TemplateException if it cannot be read
     */
    public static Map<String, TemplateTree> parse(String name, SourceText source, Predicate<String> functions) {
        if (source.text().length() > LONGEST_SOURCE) {
            throw source.error(0, "longer than " + LONGEST_SOURCE + " characters");
        }
        var parser = new TemplateParser(source, functions);
        parser.add(new TemplateTree(name, source, parser.whole()));
        return parser.templates;
    }

    private void add(TemplateTree template) {
        TemplateTree before = templates.get(template.name());
        if (before == null || before.isBlank()) {
            templates.put(template.name(), template);
        } else if (!template.isBlank()) {
            throw tokens.error("template: multiple definition of template " + GoQuoting.quote(template.name()));
        }
    }

    private List<Node.Statement> whole() {
        var statements = new ArrayList<Node.Statement>();
        while (!tokens.peek().is(Kind.END_OF_TEXT)) {
            if (startsDefinition()) {
                definition();
                continue;
            }
            Optional<Ending> ending = statement(statements);
            if (ending.isPresent()) {
                throw tokens.error("unexpected " + ending.get().shown);
            }
        }
        return statements;
    }

    private boolean startsDefinition() {
        if (!tokens.peek().is(Kind.LEFT_DELIMITER)) {
            return false;
        }
        int mark = tokens.mark();
        tokens.next();
        boolean define = tokens.peekAfterSpace().isKeyword("define");
        tokens.reset(mark);
        return define;
    }

    private void definition() {
        tokens.next();
        tokens.nextAfterSpace();
        String context = "define clause";
        String name = tokens.expectString(context);
        tokens.expect(Kind.RIGHT_DELIMITER, context);
        Deque<String> outer = pipelines.enterTemplate();
        Body body = body();
        pipelines.leaveTemplate(outer);
        if (body.ending() != Ending.END) {
            throw tokens.error("unexpected " + body.ending().shown + " in " + context);
        }
        add(new TemplateTree(name, source, body.statements()));
    }

    private Body body() {
        depth++;
        if (depth > DEEPEST) {
            throw tokens.error("actions nested more than " + DEEPEST + " deep");
        }
        var statements = new ArrayList<Node.Statement>();
        while (!tokens.peekAfterSpace().is(Kind.END_OF_TEXT)) {
            Optional<Ending> ending = statement(statements);
            if (ending.isPresent()) {
                depth--;
                return new Body(List.copyOf(statements), ending.get());
            }
        }
        throw tokens.error("unexpected EOF");
    }

    /** Reads one statement into the list, or the end of the list. */
    private Optional<Ending> statement(List<Node.Statement> statements) {
        Token token = tokens.next();
        if (token.is(Kind.TEXT)) {
            statements.add(new Node.Text(token.position(), token.text()));
            return Optional.empty();
        }
        if (!token.is(Kind.LEFT_DELIMITER)) {
            throw tokens.unexpected(token, "input");
        }
        return action(statements);
    }

    private Optional<Ending> action(List<Node.Statement> statements) {
        int mark = tokens.mark();
        Token word = tokens.nextAfterSpace();
        if (!word.is(Kind.KEYWORD)) {
            tokens.reset(mark);
            Token start = tokens.peekAfterSpace();
            Node.Pipeline pipeline = pipelines.parse("command", Kind.RIGHT_DELIMITER);
            statements.add(new Node.Action(start.position(), pipeline));
            return Optional.empty();
        }
        switch (word.text()) {
            case "if", "with" -> statements.add(choice(word));
            case "range" -> statements.add(range());
            case "template" -> statements.add(call());
            case "block" -> statements.add(block());
            case "break", "continue" -> statements.add(jump(word));
            case "end" -> {
                tokens.expect(Kind.RIGHT_DELIMITER, "end");
                return Optional.of(Ending.END);
            }
            case "else" -> {
                return Optional.of(otherwise());
            }
            default -> throw tokens.unexpected(word, "command");
        }
        return Optional.empty();
    }

    private Ending otherwise() {
        Token following = tokens.peekAfterSpace();
        // "else if" and "else with" are looked at by whoever the branch belongs to
        if (!following.isKeyword("if") && !following.isKeyword("with")) {
            tokens.expect(Kind.RIGHT_DELIMITER, "else");
        }
        return Ending.ELSE;
    }

    /** A choice, and those of its {@code else if} or {@code else with}, which are no depth however many there are. */
    private Node.Statement choice(Token word) {
        int outer = pipelines.declared();
        var chain = new ArrayList<Node.Choice>();
        Body body;
        do {
            Node.Pipeline pipeline = pipelines.parse(word.text(), Kind.RIGHT_DELIMITER);
            body = body();
            chain.add(choice(word, pipeline, body));
        } while (body.ending() == Ending.ELSE && choosesAgain(word));
        Optional<List<Node.Statement>> otherwise = elseBranch(body);
        pipelines.forgetVariables(outer);
        for (Node.Choice each : chain.reversed()) {
            otherwise = Optional.of(List.of(each.with(each.body(), otherwise)));
        }
        return otherwise.orElseThrow().getFirst();
    }

    private static Node.Choice choice(Token word, Node.Pipeline pipeline, Body body) {
        return word.text().equals("if")
                ? new Node.If(pipeline.position(), pipeline, body.statements(), Optional.empty())
                : new Node.With(pipeline.position(), pipeline, body.statements(), Optional.empty());
    }

    /** Whether the word stands behind the {@code else} that was just read. */
    private boolean choosesAgain(Token word) {
        boolean again = tokens.peekAfterSpace().isKeyword(word.text());
        if (again) {
            tokens.next();
        }
        return again;
    }

    private Node.Statement range() {
        int outer = pipelines.declared();
        Node.Pipeline pipeline = pipelines.parse("range", Kind.RIGHT_DELIMITER);
        loops++;
        Body body = body();
        loops--;
        Optional<List<Node.Statement>> otherwise = elseBranch(body);
        pipelines.forgetVariables(outer);
        return new Node.Range(pipeline.position(), pipeline, body.statements(), otherwise);
    }

    private Optional<List<Node.Statement>> elseBranch(Body body) {
        if (body.ending() == Ending.END) {
            return Optional.empty();
        }
        Token following = tokens.peekAfterSpace();
        if (following.is(Kind.KEYWORD)) {
            tokens.next();
            throw tokens.unexpected(following, "else");
        }
        Body branch = body();
        if (branch.ending() != Ending.END) {
            throw tokens.error("expected end; found " + branch.ending().shown);
        }
        return Optional.of(branch.statements());
    }

    private Node.Statement jump(Token word) {
        Token token = tokens.nextAfterSpace();
        if (!token.is(Kind.RIGHT_DELIMITER)) {
            throw tokens.unexpected(token, "{{" + word.text() + "}}");
        }
        if (loops == 0) {
            throw tokens.error("{{" + word.text() + "}} outside {{range}}");
        }
        return word.text().equals("break") ? new Node.Break(word.position()) : new Node.Continue(word.position());
    }

    private Node.Statement call() {
        String context = "template clause";
        int position = tokens.peekAfterSpace().position();
        String name = tokens.expectString(context);
        return new Node.Call(position, name, argument(context));
    }

    private Optional<Node.Pipeline> argument(String context) {
        if (tokens.peekAfterSpace().is(Kind.RIGHT_DELIMITER)) {
            tokens.next();
            return Optional.empty();
        }
        return Optional.of(pipelines.parse(context, Kind.RIGHT_DELIMITER));
    }

    private Node.Statement block() {
        String context = "block clause";
        int position = tokens.peekAfterSpace().position();
        String name = tokens.expectString(context);
        Node.Pipeline argument = pipelines.parse(context, Kind.RIGHT_DELIMITER);
        Deque<String> outer = pipelines.enterTemplate();
        int outerLoops = loops;
        loops = 0;
        Body body = body();
        loops = outerLoops;
        pipelines.leaveTemplate(outer);
        if (body.ending() != Ending.END) {
            throw tokens.error("unexpected " + body.ending().shown + " in " + context);
        }
        add(new TemplateTree(name, source, body.statements()));
        return new Node.Call(position, name, Optional.of(argument));
    }
}
