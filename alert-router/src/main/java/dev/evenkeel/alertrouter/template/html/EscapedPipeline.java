package dev.evenkeel.alertrouter.template.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.template.syntax.Node;

/** Adds escapers to the end of a pipeline. */
final class EscapedPipeline {

    /** What a template may ask for by itself; doing the same once more would spoil it. */
    private static final Set<String> PREDEFINED = Set.of("html", "urlquery");

    private EscapedPipeline() {}

    /** The predefined escaper that the command calls. */
    static Optional<String> predefined(Node.Command command) {
        return command.first() instanceof Node.Identifier identifier && PREDEFINED.contains(identifier.name())
                ? Optional.of(identifier.name())
                : Optional.empty();
    }

    static Node.Pipeline of(Node.Pipeline pipeline, List<Escaper> escapers) {
        var commands = new ArrayList<>(pipeline.commands());
        Optional<String> last = predefined(commands.getLast());
        int position = pipeline.position();
        if (last.isPresent()
                && commands.size() == 1
                && commands.getFirst().operands().size() > 1) {
            evaluateArgumentsFirst(commands, last.get());
        }
        boolean doneByOurs = last.isPresent()
                && escapers.stream().anyMatch(escaper -> escaper.predefined().equals(last));
        if (doneByOurs) {
            commands.removeLast();
        }
        for (Escaper escaper : escapers) {
            boolean sameAsLast = doneByOurs && escaper.predefined().equals(last);
            String name = sameAsLast ? last.get() : escaper.functionName();
            commands.add(new Node.Command(position, List.of(new Node.Identifier(position, name))));
        }
        return new Node.Pipeline(position, pipeline.variables(), pipeline.assigns(), List.copyOf(commands));
    }

    /** {@code html a b} becomes the text of a and b, given to html. */
    private static void evaluateArgumentsFirst(List<Node.Command> commands, String escaper) {
        Node.Command only = commands.removeFirst();
        var operands = new ArrayList<>(only.operands());
        operands.set(0, new Node.Identifier(only.position(), Escaper.ARGUMENTS.functionName()));
        commands.add(new Node.Command(only.position(), List.copyOf(operands)));
        commands.add(new Node.Command(only.position(), List.of(new Node.Identifier(only.position(), escaper))));
    }
}
