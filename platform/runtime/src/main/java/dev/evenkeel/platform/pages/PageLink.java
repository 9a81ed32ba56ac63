package dev.evenkeel.platform.pages;

import dev.evenkeel.platform.security.Roles;

/**
 * A page of this service, in the row of links below the suite's own.
 *
 * @param title one or two words
 * @param path absolute, such as {@code /checks}
 * @param role that one needs for it; nobody else is shown the link
 */
public record PageLink(String title, String path, String role) {

    /** A page for every viewer. */
    public PageLink(String title, String path) {
        this(title, path, Roles.VIEWER);
    }

    /** Whether somebody who is at {@code current} is on this page or below it. */
    public boolean covers(String current) {
        return current.equals(path) || (path.length() > 1 && current.startsWith(path + "/"));
    }
}
