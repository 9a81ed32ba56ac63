/**
 * How series are picked: matchers on labels, and the request for what they match in a span of time. Shared by the query
 * language, the engine and the services that own series.
 */
package dev.evenkeel.platform.query.selection;
