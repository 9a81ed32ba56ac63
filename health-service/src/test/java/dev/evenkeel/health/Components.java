package dev.evenkeel.health;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.health.catalog.Check;
import dev.evenkeel.health.catalog.Component;
import dev.evenkeel.health.catalog.Criticality;
import dev.evenkeel.health.catalog.Dependency;
import dev.evenkeel.health.catalog.Dependency.Strength;
import dev.evenkeel.health.catalog.Target;

/** Components for tests, in a line each. */
public final class Components {

    private Components() {}

    /** A component that needs the others hard; one whose name begins with {@code ~} it needs softly. */
    public static Component component(String name, String... needs) {
        return component(name, Duration.ofSeconds(5), needs);
    }

    public static Component component(String name, Duration interval, String... needs) {
        List<Dependency> dependencies = Arrays.stream(needs)
                .map(need -> need.startsWith("~")
                        ? new Dependency(need.substring(1), Strength.SOFT)
                        : new Dependency(need, Strength.HARD))
                .toList();
        Check check = new Check(new Target.Tcp("127.0.0.1", 9), interval, Duration.ofSeconds(1), 2, 2);
        return new Component(name, "", Criticality.HIGH, "", Optional.empty(), check, dependencies, Optional.empty());
    }
}
