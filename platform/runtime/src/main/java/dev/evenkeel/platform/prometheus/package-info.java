/**
 * Prometheus in: scraping programs directly, and asking a Prometheus (or Mimir, or Thanos) that has scraped them already.
 * What is done with the samples is the services' business.
 */
package dev.evenkeel.platform.prometheus;
