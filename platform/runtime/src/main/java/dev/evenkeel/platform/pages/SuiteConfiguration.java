package dev.evenkeel.platform.pages;

import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;

/** Where the services of the suite are for a browser: {@code evenkeel.suite.<service>.url}. */
@ConfigMapping(prefix = "evenkeel.suite")
public interface SuiteConfiguration {

    @WithParentName
    Map<String, Location> services();

    /** Where one service is. */
    interface Location {

        /** An address, or {@code :port} for that port of whatever host the browser is at. Not linked without it. */
        Optional<String> url();
    }
}
