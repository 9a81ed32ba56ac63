/** How good the forecasts are: the service's own forecaster scored on public data as the M4 competition did. */
package dev.evenkeel.capacity.bench;
