/**
 * Alert storms: too many incidents at once in a route, or overall. While one lasts, receivers get a digest now and then in place
 * of a page for each group; what is critical is told as ever. By {@code storm.yaml}, off without it.
 */
package dev.evenkeel.alertrouter.correlation.storm;
