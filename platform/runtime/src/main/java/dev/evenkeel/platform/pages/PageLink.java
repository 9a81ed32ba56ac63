package dev.evenkeel.platform.pages;

/**
 * A page of this service, in the row of links below the suite's own.
 *
 * @param title one or two words
 * @param path absolute, such as {@code /checks}
 */
public record PageLink(String title, String path) {

    /** Whether somebody who is at {@code current} is on this page or below it. */
    public boolean covers(String current) {
        return current.equals(path) || (path.length() > 1 && current.startsWith(path + "/"));
    }
}
