/**
 * The query API that Grafana sees: what a service keeps as series is answered over the HTTP API of Prometheus. A service
 * offers its series by a bean of type {@link dev.evenkeel.platform.query.SeriesSource}. The language and its evaluation
 * live in the packages below.
 */
package dev.evenkeel.platform.query;
