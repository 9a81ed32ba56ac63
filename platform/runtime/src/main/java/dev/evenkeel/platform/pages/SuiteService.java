package dev.evenkeel.platform.pages;

import java.util.List;
import java.util.Optional;

/**
 * A service of the suite, as the navigation shows it.
 *
 * @param name as in {@code quarkus.application.name}
 * @param title one word
 */
public record SuiteService(String name, String title) {

    /** In the order of the navigation. */
    public static final List<SuiteService> ALL = List.of(
            new SuiteService("health-service", "Health"),
            new SuiteService("alert-router", "Alerts"),
            new SuiteService("slo-service", "SLOs"),
            new SuiteService("backup-service", "Backups"),
            new SuiteService("capacity-planner", "Capacity"));

    /**
     * Where a browser finds a service.
     *
     * @param configured an address, or {@code :port} for that port of the host that the browser is at: then a suite that
     *     is reached under several names keeps its visitors, and their session, on the one they came by
     * @param scheme of the page that links there
     * @param host of the page that links there, without a port; in brackets if it is an IPv6 address
     */
    static Optional<String> address(Optional<String> configured, String scheme, String host) {
        return configured
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.startsWith(":") ? scheme + "://" + host + text : text)
                .map(text -> text.endsWith("/") ? text : text + "/");
    }
}
