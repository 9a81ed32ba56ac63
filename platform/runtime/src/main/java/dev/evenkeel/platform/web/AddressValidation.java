package dev.evenkeel.platform.web;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Leaves the judgement of a request's address to {@link FrontDoor}. Quarkus would turn a malformed one away with a bare
 * 400 before any handler of ours, and would refuse the braces and quotes that every Prometheus takes in a query string.
 *
 * <p>It reads that decision from a system property when its HTTP classes are initialised. The configuration is built just
 * before, in a native executable while that is being built, so this is where the property can still be set.
 */
public class AddressValidation implements SmallRyeConfigBuilderCustomizer {

    static final String PROPERTY = "vertx.disableURIValidation";

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, "true");
        }
    }
}
