/**
 * Connections to places that a user names: probes, webhooks, scrapes, pushed events. Whatever is configured, an address
 * is looked up once, held against {@link dev.evenkeel.platform.outbound.AddressPolicy} and contacted as it was judged, so
 * that nobody can make a service speak to a cloud's metadata or to itself by a cleverly written URL.
 *
 * <p>Retries, authentication schemes and the meaning of an answer belong to the callers.
 */
package dev.evenkeel.platform.outbound;
