package dev.evenkeel.alertrouter.template.evaluation;

import java.util.ArrayList;
import java.util.List;

import dev.evenkeel.alertrouter.template.value.Value;

/** The variables of one template in the order of their declaration; a later one hides an earlier one of its name. */
final class Variables {

    private static final class Variable {
        private final String name;
        private Value value;

        private Variable(String name, Value value) {
            this.name = name;
            this.value = value;
        }
    }

    private final List<Variable> stack = new ArrayList<>();

    Variables(Value dollar) {
        declare("$", dollar);
    }

    void declare(String name, Value value) {
        stack.add(new Variable(name, value));
    }

    int mark() {
        return stack.size();
    }

    void forget(int mark) {
        stack.subList(mark, stack.size()).clear();
    }

    /** Whether there is one of that name. */
    boolean assign(String name, Value value) {
        for (int i = stack.size() - 1; i >= 0; i--) {
            if (stack.get(i).name.equals(name)) {
                stack.get(i).value = value;
                return true;
            }
        }
        return false;
    }

    /** {@code null} if there is none of that name. */
    Value get(String name) {
        for (int i = stack.size() - 1; i >= 0; i--) {
            if (stack.get(i).name.equals(name)) {
                return stack.get(i).value;
            }
        }
        return null;
    }

    /** Sets the variable that is the given number of places from the last one. */
    void setFromTop(int places, Value value) {
        stack.get(stack.size() - places).value = value;
    }
}
