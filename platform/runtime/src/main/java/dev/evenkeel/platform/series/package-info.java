/**
 * The values that time series are made of: labels, samples, series. Plain Java; what a series means, where it comes from
 * and how it is asked for live elsewhere.
 */
package dev.evenkeel.platform.series;
