package dev.evenkeel.alertrouter.template.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.syntax.Token.Kind;

/** Reads what stands inside an action: pipelines, commands, operands, and the variables they declare. */
final class PipelineParser {

    private static final int DEEPEST = 100;

    private final TokenCursor tokens;
    private final Predicate<String> functions;
    private Deque<String> variables = new ArrayDeque<>(List.of("$"));
    private int depth;

    /** @param functions whether there is one of that name */
    PipelineParser(TokenCursor tokens, Predicate<String> functions) {
        this.tokens = tokens;
        this.functions = functions;
    }

    int declared() {
        return variables.size();
    }

    /** Takes back all but the first {@code count} variables, at the end of their scope. */
    void forgetVariables(int count) {
        while (variables.size() > count) {
            variables.removeLast();
        }
    }

    /** Goes on as in a template of its own, which sees no variable but the dollar; answers those of the one before. */
    Deque<String> enterTemplate() {
        Deque<String> outer = variables;
        variables = new ArrayDeque<>(List.of("$"));
        return outer;
    }

    void leaveTemplate(Deque<String> outer) {
        variables = outer;
    }

    Node.Pipeline parse(String context, Kind end) {
        Token start = tokens.peekAfterSpace();
        var declared = new ArrayList<String>();
        boolean assigns = declarations(context, declared);
        var commands = new ArrayList<Node.Command>();
        while (!tokens.peekAfterSpace().is(end)) {
            if (!startsOperand(tokens.peek())) {
                throw tokens.unexpected(tokens.next(), context);
            }
            commands.add(command());
        }
        tokens.next();
        check(commands, context);
        return new Node.Pipeline(start.position(), List.copyOf(declared), assigns, List.copyOf(commands));
    }

    /** Whether the variables are assigned to rather than declared. */
    private boolean declarations(String context, List<String> declared) {
        while (tokens.peekAfterSpace().is(Kind.VARIABLE)) {
            int mark = tokens.mark();
            Token variable = tokens.next();
            Token sign = tokens.peekAfterSpace();
            if (sign.is(Kind.ASSIGN) || sign.is(Kind.DECLARE)) {
                tokens.next();
                declare(variable, declared);
                return sign.is(Kind.ASSIGN);
            }
            if (!sign.is(Kind.CHARACTER) || !sign.text().equals(",")) {
                tokens.reset(mark);
                return false;
            }
            tokens.next();
            declare(variable, declared);
            if (!context.equals("range") || declared.size() > 1) {
                throw tokens.error("too many declarations in " + context);
            }
            Kind following = tokens.peekAfterSpace().kind();
            if (following != Kind.VARIABLE
                    && following != Kind.RIGHT_DELIMITER
                    && following != Kind.RIGHT_PARENTHESIS) {
                throw tokens.error("range can only initialize variables");
            }
        }
        return false;
    }

    private void declare(Token variable, List<String> declared) {
        declared.add(variable.text());
        variables.addLast(variable.text());
    }

    private void check(List<Node.Command> commands, String context) {
        if (commands.isEmpty()) {
            throw tokens.error("missing value for " + context);
        }
        for (int i = 1; i < commands.size(); i++) {
            switch (commands.get(i).first()) {
                case Node.Bool _, Node.Dot _, Node.Nil _, Node.NumberLiteral _, Node.Literal _ ->
                    throw tokens.error("non executable command in pipeline stage " + (i + 1));
                default -> {
                    // can be given an argument, as far as can be seen here
                }
            }
        }
    }

    private static boolean startsOperand(Token token) {
        return switch (token.kind()) {
            case BOOL,
                    CHARACTER_CONSTANT,
                    DOT,
                    FIELD,
                    IDENTIFIER,
                    NUMBER,
                    NIL,
                    RAW_STRING,
                    STRING,
                    VARIABLE,
                    LEFT_PARENTHESIS -> true;
            default -> false;
        };
    }

    private Node.Command command() {
        int start = tokens.peekAfterSpace().position();
        var operands = new ArrayList<Node.Operand>();
        while (true) {
            if (startsOperand(tokens.peekAfterSpace())) {
                operands.add(operand());
            }
            Token token = tokens.peek();
            if (token.is(Kind.RIGHT_DELIMITER) || token.is(Kind.RIGHT_PARENTHESIS)) {
                break;
            }
            tokens.next();
            if (token.is(Kind.PIPE)) {
                afterPipe(operands);
                break;
            }
            if (!token.is(Kind.SPACE)) {
                throw tokens.unexpected(token, "operand");
            }
        }
        if (operands.isEmpty()) {
            throw tokens.error("empty command");
        }
        return new Node.Command(start, List.copyOf(operands));
    }

    private void afterPipe(List<Node.Operand> operands) {
        Kind following = tokens.peekAfterSpace().kind();
        if (!operands.isEmpty() && (following == Kind.RIGHT_DELIMITER || following == Kind.RIGHT_PARENTHESIS)) {
            tokens.next();
            throw tokens.error("missing value for command");
        }
    }

    private Node.Operand operand() {
        Node.Operand term = term();
        int position = tokens.peek().position();
        var fields = new ArrayList<String>();
        while (tokens.peek().is(Kind.FIELD)) {
            fields.add(tokens.next().text().substring(1));
        }
        if (fields.isEmpty()) {
            return term;
        }
        return switch (term) {
            case Node.Field field -> {
                fields.addAll(0, field.names());
                yield new Node.Field(position, List.copyOf(fields));
            }
            case Node.Variable variable -> new Node.Variable(position, variable.name(), List.copyOf(fields));
            case Node.Bool _, Node.Literal _, Node.NumberLiteral _, Node.Nil _, Node.Dot _ ->
                throw tokens.error("unexpected . after term " + GoQuoting.quote(NodePrinter.print(term)));
            case Node.Chain _, Node.Identifier _, Node.Pipeline _ ->
                new Node.Chain(position, term, List.copyOf(fields));
        };
    }

    private Node.Operand term() {
        Token token = tokens.next();
        int position = token.position();
        return switch (token.kind()) {
            case DOT -> new Node.Dot(position);
            case NIL -> new Node.Nil(position);
            case BOOL -> new Node.Bool(position, token.text().equals("true"));
            case FIELD -> new Node.Field(position, List.of(token.text().substring(1)));
            case NUMBER -> number(token);
            case CHARACTER_CONSTANT -> character(token);
            case STRING, RAW_STRING -> string(token);
            case VARIABLE -> variable(token);
            case IDENTIFIER -> identifier(token);
            case LEFT_PARENTHESIS -> nested();
            default -> throw tokens.unexpected(token, "operand");
        };
    }

    private Node.Operand nested() {
        depth++;
        if (depth > DEEPEST) {
            throw tokens.error("more than " + DEEPEST + " nested parentheses");
        }
        Node.Pipeline pipeline = parse("parenthesized pipeline", Kind.RIGHT_PARENTHESIS);
        depth--;
        return pipeline;
    }

    private Node.Operand number(Token token) {
        try {
            return NumberSyntax.read(token.position(), token.text());
        } catch (IllegalArgumentException notANumber) {
            throw tokens.error(notANumber.getMessage());
        }
    }

    private Node.Operand character(Token token) {
        int value = StringSyntax.readCharacter(token.text())
                .orElseThrow(() -> tokens.error("malformed character constant: " + token.text()));
        return new Node.NumberLiteral(token.position(), token.text(), true, value, value, false);
    }

    private Node.Operand string(Token token) {
        String value = StringSyntax.read(token.text()).orElseThrow(() -> tokens.error("invalid syntax"));
        return new Node.Literal(token.position(), token.text(), value);
    }

    private Node.Operand variable(Token token) {
        if (!variables.contains(token.text())) {
            throw tokens.error("undefined variable " + GoQuoting.quote(token.text()));
        }
        return new Node.Variable(token.position(), token.text(), List.of());
    }

    private Node.Operand identifier(Token token) {
        if (!functions.test(token.text())) {
            throw tokens.error("function " + GoQuoting.quote(token.text()) + " not defined");
        }
        return new Node.Identifier(token.position(), token.text());
    }
}
