/**
 * What every HTTP answer of the suite has in common: problems (RFC 9457), correlation ids, paging, limits and security
 * headers. Knows nothing of what the services answer about; who may ask is decided in {@code security}.
 */
package dev.evenkeel.platform.web;
