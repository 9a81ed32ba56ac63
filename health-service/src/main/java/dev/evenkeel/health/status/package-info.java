/** What people and programs see of the system's health: {@code GET /health}, components, the graph, the start page. */
package dev.evenkeel.health.status;
