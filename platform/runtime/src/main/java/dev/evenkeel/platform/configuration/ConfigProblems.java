package dev.evenkeel.platform.configuration;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong, and what is worth a word, while a configuration is read, so that one attempt tells everything. Not
 * thread-safe.
 */
public final class ConfigProblems {

    /** A file of nothing but mistakes should not fill a log. */
    private static final int MOST = 100;

    private final List<ConfigProblem> found = new ArrayList<>();
    private final List<ConfigProblem> notices = new ArrayList<>();

    void add(ConfigProblem problem) {
        if (found.size() < MOST) {
            found.add(problem);
        }
    }

    void addNotice(ConfigProblem notice) {
        if (notices.size() < MOST) {
            notices.add(notice);
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order in which they were found, at most the first hundred. */
    public List<ConfigProblem> found() {
        return List.copyOf(found);
    }

    /** What is no mistake, but not what whoever wrote it may expect; at most the first hundred. */
    List<ConfigProblem> notices() {
        return List.copyOf(notices);
    }
}
