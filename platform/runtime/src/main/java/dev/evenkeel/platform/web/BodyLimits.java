package dev.evenkeel.platform.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The largest body a path takes. Looked up once per request with a body, so it is a short list rather than a tree. */
record BodyLimits(long general, List<PathLimit> byPath) {

    record PathLimit(String path, long bytes) {

        boolean covers(String requested) {
            return requested.startsWith(path)
                    && (requested.length() == path.length() || requested.charAt(path.length()) == '/');
        }
    }

    static BodyLimits of(long general, Map<String, Long> byPath) {
        List<PathLimit> longestFirst = byPath.entrySet().stream()
                .map(entry -> new PathLimit(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(
                                (PathLimit limit) -> limit.path().length())
                        .reversed())
                .toList();
        return new BodyLimits(general, longestFirst);
    }

    long at(String path) {
        for (PathLimit limit : byPath) {
            if (limit.covers(path)) {
                return limit.bytes();
            }
        }
        return general;
    }
}
