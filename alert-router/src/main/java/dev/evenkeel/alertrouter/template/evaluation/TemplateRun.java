package dev.evenkeel.alertrouter.template.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.template.format.GoPrint;
import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.limits.LimitExceededException;
import dev.evenkeel.alertrouter.template.syntax.Node;
import dev.evenkeel.alertrouter.template.syntax.TemplateException;
import dev.evenkeel.alertrouter.template.syntax.TemplateTree;
import dev.evenkeel.alertrouter.template.value.Value;

/** One template being carried out, with its variables; a template that it calls is a run of its own. */
final class TemplateRun {

    private final Engine engine;
    private final TemplateTree template;
    private final int depth;
    private final Variables variables;
    private final PipelineEvaluator pipelines;
    /** The node that an error is about, which is the one that was looked at last. */
    private Node current;

    TemplateRun(Engine engine, TemplateTree template, Value dot, int depth) {
        this.engine = engine;
        this.template = template;
        this.depth = depth;
        this.variables = new Variables(dot);
        this.pipelines = new PipelineEvaluator(this, engine);
        this.current = new Node.Text(0, "");
    }

    /** What goes on after a statement. */
    private enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    void run(Value dot) {
        try {
            walk(template.body(), dot);
        } catch (LimitExceededException tooMuch) {
            throw error("template is too expensive: " + tooMuch.getMessage());
        }
    }

    void at(Node node) {
        current = node;
    }

    TemplateException error(String reason) {
        return template.error(current, reason);
    }

    Variables variables() {
        return variables;
    }

    private Flow walk(List<Node.Statement> statements, Value dot) {
        engine.meter().enter();
        Flow flow = Flow.NEXT;
        for (Node.Statement statement : statements) {
            flow = walk(statement, dot);
            if (flow != Flow.NEXT) {
                break;
            }
        }
        engine.meter().leave();
        return flow;
    }

    private Flow walk(Node.Statement statement, Value dot) {
        engine.meter().step();
        at(statement);
        return switch (statement) {
            case Node.Text text -> {
                engine.write(text.text());
                yield Flow.NEXT;
            }
            case Node.Action action -> {
                Value value = pipelines.evaluate(action.pipeline(), dot);
                if (action.pipeline().variables().isEmpty()) {
                    print(value, action);
                }
                yield Flow.NEXT;
            }
            case Node.Choice choice -> choose(choice, dot);
            case Node.Range range -> range(range, dot);
            case Node.Break _ -> Flow.BREAK;
            case Node.Continue _ -> Flow.CONTINUE;
            case Node.Call call -> {
                call(call, dot);
                yield Flow.NEXT;
            }
        };
    }

    private void print(Value value, Node node) {
        at(node);
        engine.write(value.isNothing() ? "<no value>" : GoPrint.text(value, engine.meter()));
    }

    private Flow choose(Node.Choice first, Value dot) {
        int mark = variables.mark();
        Flow flow = chosen(first, dot);
        variables.forget(mark);
        return flow;
    }

    private Flow chosen(Node.Choice first, Value dot) {
        Node.Choice choice = first;
        while (true) {
            engine.meter().step();
            at(choice);
            Value value = pipelines.evaluate(choice.pipeline(), dot);
            if (value.isTrue()) {
                return walk(choice.body(), choice instanceof Node.With ? value : dot);
            }
            Optional<Node.Choice> next = choice.next();
            if (next.isEmpty()) {
                return walk(choice.otherwise().orElse(List.of()), dot);
            }
            choice = next.get();
        }
    }

    private Flow range(Node.Range range, Value dot) {
        int outer = variables.mark();
        Value over = pipelines.evaluate(range.pipeline(), dot);
        boolean any = switch (over) {
            case Value.Slice slice -> overSlice(range, slice);
            case Value.Mapping mapping -> overMapping(range, mapping);
            case Value.Int number -> overNumbers(range, number);
            case Value.None _, Value.Nil _ -> false;
            default -> throw error("range can't iterate over " + GoPrint.text(over, engine.meter()));
        };
        Flow flow = any ? Flow.NEXT : walk(range.otherwise().orElse(List.of()), dot);
        variables.forget(outer);
        return flow;
    }

    private boolean overSlice(Node.Range range, Value.Slice slice) {
        for (int i = 0; i < slice.elements().size(); i++) {
            if (turn(range, Value.integer(i), slice.elements().get(i)) == Flow.BREAK) {
                break;
            }
        }
        return !slice.elements().isEmpty();
    }

    private boolean overMapping(Node.Range range, Value.Mapping mapping) {
        for (Map.Entry<String, Value> entry : mapping.entries().entrySet()) {
            if (turn(range, Value.text(entry.getKey()), entry.getValue()) == Flow.BREAK) {
                break;
            }
        }
        return !mapping.entries().isEmpty();
    }

    private boolean overNumbers(Node.Range range, Value.Int number) {
        if (range.pipeline().variables().size() > 1) {
            throw error("can't use " + number.value() + " to iterate over more than one variable");
        }
        for (long i = 0; i < number.value(); i++) {
            Value each = new Value.Int(i, number.type());
            if (turn(range, each, each) == Flow.BREAK) {
                break;
            }
        }
        return number.value() > 0;
    }

    private Flow turn(Node.Range range, Value index, Value element) {
        engine.meter().step();
        List<String> names = range.pipeline().variables();
        if (range.pipeline().assigns()) {
            if (names.size() > 1) {
                variables.assign(names.get(0), index);
                variables.assign(names.get(1), element);
            } else {
                names.forEach(name -> variables.assign(name, element));
            }
        } else if (!names.isEmpty()) {
            variables.setFromTop(1, element);
            if (names.size() > 1) {
                variables.setFromTop(2, index);
            }
        }
        int mark = variables.mark();
        Flow flow = walk(range.body(), element);
        variables.forget(mark);
        return flow;
    }

    private void call(Node.Call call, Value dot) {
        at(call);
        TemplateTree called = engine.template(call.name());
        if (called == null) {
            throw error("template " + GoQuoting.quote(call.name()) + " not defined");
        }
        if (!engine.meter().allowsDepth(depth + 1)) {
            throw error("exceeded maximum template depth (" + engine.meter().depthAllowed() + ")");
        }
        Value argument = call.argument()
                .map(pipeline -> pipelines.evaluate(pipeline, dot))
                .orElse(Value.none());
        new TemplateRun(engine, called, argument, depth + 1).run(argument);
    }
}
