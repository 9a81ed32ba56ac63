/**
 * What keeps an alert from being told: silences and inhibition taken together, as they are at one moment. What follows
 * from it for notifications is the business of {@code grouping}, what is shown of it that of {@code listing}.
 */
package dev.evenkeel.alertrouter.suppression;
