package dev.evenkeel.platform.configuration;

import java.util.List;

import dev.evenkeel.platform.web.ErrorBodies;

/**
 * How {@code POST /-/reload} answers when nothing was put in force. A bean of this type is for a service whose drop-in
 * contract has a form of its own for it; everywhere else it is a problem.
 */
@FunctionalInterface
public interface RefusedReload {

    /** @param problems what is wrong, at least one */
    ErrorBodies.Body render(List<ConfigProblem> problems);
}
