package dev.evenkeel.alertrouter.template.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A template as a tree. Positions are offsets of characters into the source; {@link NodePrinter} writes it as text. */
public sealed interface Node {

    int position();

    /** What stands between the actions, and the actions that give or steer output. */
    sealed interface Statement extends Node {}

    /** What a command is made of. */
    sealed interface Operand extends Node {}

    record Text(int position, String text) implements Statement {}

    /** A pipeline whose value is printed, unless it is given to a variable. */
    record Action(int position, Pipeline pipeline) implements Statement {}

    /** Statements of which the value of a pipeline chooses one list or the other. */
    sealed interface Choice extends Statement {

        /** As it is written. */
        String word();

        Pipeline pipeline();

        List<Statement> body();

        Optional<List<Statement>> otherwise();

        /** The same with other lists. */
        Choice with(List<Statement> body, Optional<List<Statement>> otherwise);

        /** That of its {@code else if} or {@code else with}. */
        default Optional<Choice> next() {
            return otherwise()
                    .filter(statements ->
                            statements.size() == 1 && statements.getFirst().getClass() == getClass())
                    .map(statements -> (Choice) statements.getFirst());
        }

        /**
         * This choice and all that are next, which may be thousands: whoever follows them one within the other needs a piece
         * of the stack for each.
         */
        default List<Choice> chain() {
            var chain = new ArrayList<Choice>();
            Optional<Choice> link = Optional.of(this);
            while (link.isPresent()) {
                chain.add(link.get());
                link = link.get().next();
            }
            return chain;
        }
    }

    record If(int position, Pipeline pipeline, List<Statement> body, Optional<List<Statement>> otherwise)
            implements Choice {
        @Override
        public String word() {
            return "if";
        }

        @Override
        public If with(List<Statement> newBody, Optional<List<Statement>> newOtherwise) {
            return new If(position, pipeline, newBody, newOtherwise);
        }
    }

    record With(int position, Pipeline pipeline, List<Statement> body, Optional<List<Statement>> otherwise)
            implements Choice {
        @Override
        public String word() {
            return "with";
        }

        @Override
        public With with(List<Statement> newBody, Optional<List<Statement>> newOtherwise) {
            return new With(position, pipeline, newBody, newOtherwise);
        }
    }

    record Range(int position, Pipeline pipeline, List<Statement> body, Optional<List<Statement>> otherwise)
            implements Statement {}

    record Break(int position) implements Statement {}

    record Continue(int position) implements Statement {}

    /** Another template in this place; its dot is the argument. */
    record Call(int position, String name, Optional<Pipeline> argument) implements Statement {}

    /**
     * Commands of which each gets the result of the one before as its last argument.
     *
     * @param variables that get the result
     * @param assigns whether the variables are there already
     */
    record Pipeline(int position, List<String> variables, boolean assigns, List<Command> commands) implements Operand {}

    /** A function or a method with its arguments, or a single value. */
    record Command(int position, List<Operand> operands) implements Node {

        public Operand first() {
            return operands.getFirst();
        }
    }

    record Dot(int position) implements Operand {}

    record Nil(int position) implements Operand {}

    record Bool(int position, boolean value) implements Operand {}

    /**
     * A number, which may stand for a whole one and for a fraction.
     *
     * @param written as it stands in the template
     * @param isWhole whether it fits into 64 bits with a sign
     * @param isFraction whether it is written as a fraction, so that it is one where nothing else is asked for
     */
    record NumberLiteral(int position, String written, boolean isWhole, long whole, double fraction, boolean isFraction)
            implements Operand {}

    /**
     * A string.
     *
     * @param written with its quotes
     */
    record Literal(int position, String written, String value) implements Operand {}

    /** Fields of the dot, each of the one before. */
    record Field(int position, List<String> names) implements Operand {}

    /**
     * A variable and fields of it.
     *
     * @param name with the dollar
     */
    record Variable(int position, String name, List<String> fields) implements Operand {}

    /** Fields of something else. */
    record Chain(int position, Operand of, List<String> fields) implements Operand {}

    /** The name of a function. */
    record Identifier(int position, String name) implements Operand {}
}
