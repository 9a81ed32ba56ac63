/**
 * Matchers over label sets: how they are written, read and applied. Used by routes, by the filters of the API and, in
 * time, by silences and inhibition; none of these lives here.
 */
package dev.evenkeel.alertrouter.matching;
