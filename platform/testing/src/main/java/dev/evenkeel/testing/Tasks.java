package dev.evenkeel.testing;

import dev.evenkeel.platform.security.Role;

import static org.hamcrest.Matchers.is;

/** Runs the scheduled tasks of the running service at moments that a test chooses. */
public final class Tasks {

    private Tasks() {}

    /** Runs a task and waits until it is done; a task that is not there or fails is an {@link AssertionError}. */
    public static void run(String name) {
        TestKeys.as(Role.OPERATOR)
                .when()
                .post("/internal/tasks/" + name)
                .then()
                .statusCode(200)
                .body("ran", is(true));
    }
}
