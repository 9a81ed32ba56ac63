package dev.evenkeel.platform.tasks;

import java.time.Duration;

import io.smallrye.mutiny.Uni;

/**
 * A piece of repeated work. Implementations are CDI beans. Any number of replicas may run the same task at the same
 * moment, so a task claims what must happen once in PostgreSQL ({@code FOR UPDATE SKIP LOCKED}).
 */
public interface Task {

    /** The name in {@code POST /internal/tasks/{name}} and in metrics: lower case, words joined by hyphens. */
    String name();

    /** How long after one run starts the next one starts; at least one second. A run that is late is not doubled. */
    Duration interval();

    /** Does one round of the work. Never called again before the {@code Uni} it returned has ended. */
    Uni<Void> run();
}
