/**
 * Signed links in notifications: whoever holds one may do the one thing that it is for, until it expires, without logging
 * in. Opening it does nothing; only the button on the page that it opens does.
 */
package dev.evenkeel.alertrouter.link;
