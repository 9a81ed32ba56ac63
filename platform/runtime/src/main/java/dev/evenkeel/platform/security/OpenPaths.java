package dev.evenkeel.platform.security;

import java.util.ArrayList;
import java.util.List;

/**
 * The paths that need no caller: the sign-in page and what it looks like, and, unless shut, what probes and Prometheus
 * read. Everything else needs one, existing or not, so that a stranger cannot tell the two apart.
 */
public final class OpenPaths {

    private static final List<String> ALWAYS =
            List.of("/sign-in", "/sign-out", "/assets/*", "/favicon.ico", "/robots.txt");

    private static final List<String> PROBES =
            List.of("/q/health", "/q/health/*", "/-/healthy", "/-/ready", "/metrics", "/q/metrics", "/q/metrics/*");

    private final List<String> exact;
    private final List<String> folders;

    /**
     * @param probes whether health probes and metrics are open
     * @param more paths a deployment opens besides: exact, or ending in {@code /*} for all below
     */
    public OpenPaths(boolean probes, List<String> more) {
        var all = new ArrayList<>(ALWAYS);
        if (probes) {
            all.addAll(PROBES);
        }
        all.addAll(more);
        this.folders = all.stream()
                .filter(path -> path.endsWith("/*"))
                .map(path -> path.substring(0, path.length() - 1))
                .toList();
        this.exact = all.stream().filter(path -> !path.endsWith("/*")).toList();
    }

    /** @param path normalised: no dot segments, no percent-encoding of unreserved characters */
    public boolean isOpen(String path) {
        return exact.contains(path) || folders.stream().anyMatch(path::startsWith);
    }
}
