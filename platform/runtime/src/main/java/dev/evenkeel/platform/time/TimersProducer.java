package dev.evenkeel.platform.time;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;

/** Makes timers injectable that expire on Vert.x's own threads. */
@Singleton
public class TimersProducer {

    @Produces
    @Singleton
    Timers timers(Vertx vertx) {
        return (after, expired) -> {
            long id = vertx.setTimer(Math.max(1, after.toMillis()), fired -> expired.run());
            return () -> vertx.cancelTimer(id);
        };
    }
}
