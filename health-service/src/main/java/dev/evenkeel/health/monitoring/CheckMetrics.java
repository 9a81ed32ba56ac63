package dev.evenkeel.health.monitoring;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import dev.evenkeel.health.state.CheckResult;
import dev.evenkeel.health.state.State;

/** Check results as metrics: what the SLO of a component that cannot speak for itself is counted by. */
@ApplicationScoped
class CheckMetrics {

    private final MeterRegistry registry;
    private final Map<String, Meters> components = new ConcurrentHashMap<>();

    CheckMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    private static final class Meters {

        private final Counter successes;
        private final Counter failures;
        private final Timer duration;
        private final Gauge up;
        private volatile State state = State.UNKNOWN;

        /** Both counters begin at 0 together, so that the first failure is an increase and not a new series. */
        Meters(String component, MeterRegistry registry) {
            successes = checks(component, "success", registry);
            failures = checks(component, "failure", registry);
            duration = Timer.builder("evenkeel_health_check_duration_seconds")
                    .description("How long checks took, until the answer or until they were given up")
                    .tag("component", component)
                    .register(registry);
            up = Gauge.builder("evenkeel_health_component_up", () -> value(state))
                    .description("1 if the component is up, 0 if it is down, NaN if that is not known")
                    .tag("component", component)
                    .register(registry);
        }

        private static Counter checks(String component, String result, MeterRegistry registry) {
            return Counter.builder("evenkeel_health_checks_total")
                    .description("Checks that were carried out")
                    .tag("component", component)
                    .tag("result", result)
                    .register(registry);
        }

        Stream<Meter> all() {
            return Stream.of(successes, failures, duration, up);
        }

        private static double value(State state) {
            return switch (state) {
                case UP -> 1;
                case DOWN -> 0;
                case UNKNOWN -> Double.NaN;
            };
        }
    }

    /** Counts a result, and notes the state that the component is in with it. */
    void checked(String component, CheckResult result, State state) {
        Meters meters = components.computeIfAbsent(component, name -> new Meters(name, registry));
        (result.success() ? meters.successes : meters.failures).increment();
        meters.duration.record(result.duration());
        meters.state = state;
    }

    /** Drops what is known of all other components: one that is no longer watched must not be shown as up for ever. */
    void retain(Set<String> watched) {
        components.entrySet().removeIf(component -> {
            boolean gone = !watched.contains(component.getKey());
            if (gone) {
                component.getValue().all().forEach(registry::remove);
            }
            return gone;
        });
    }
}
