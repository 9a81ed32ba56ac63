package dev.evenkeel.alertrouter.compatibility;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.RefusedReload;
import dev.evenkeel.platform.web.ErrorBodies;

/** A reload of a bad file as Alertmanager answers it: 500, and a text that begins as the scripts of its users know it. */
@Singleton
class ReloadErrorResponse implements RefusedReload {

    private static final int FAILED = 500;

    @Override
    public ErrorBodies.Body render(List<ConfigProblem> problems) {
        String what = problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n"));
        return new ErrorBodies.Body(FAILED, "text/plain; charset=utf-8", "failed to reload config: " + what + "\n");
    }
}
