package dev.evenkeel.platform.telemetry;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/** What holds for every meter, whoever makes it. */
@Singleton
public class MeterRules {

    private static final String MICROPROFILE_SCOPE = "mp_scope";

    /** MicroProfile tells its registries apart by a label; there is one, and the label would only get in the way. */
    @Produces
    @Singleton
    MeterFilter withoutMicroProfileScope() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (id.getTag(MICROPROFILE_SCOPE) == null) {
                    return id;
                }
                List<Tag> rest = new ArrayList<>(id.getTags());
                rest.removeIf(tag -> tag.getKey().equals(MICROPROFILE_SCOPE));
                return id.replaceTags(Tags.of(rest));
            }
        };
    }

    /** Meters of the frameworks that repeat ours, or that nobody would look at, at the cost of every scrape. */
    @Produces
    @Singleton
    MeterFilter withoutNoise() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                String name = id.getName();
                boolean noise =
                        name.startsWith("netty.") || name.startsWith("eventBus.") || name.startsWith("worker.pool");
                return noise ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
            }
        };
    }
}
