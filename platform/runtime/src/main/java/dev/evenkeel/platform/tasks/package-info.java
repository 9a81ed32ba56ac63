/**
 * Work that a service does by itself, again and again. Each task runs on a schedule in this process and can also be run
 * from outside ({@code POST /internal/tasks/{name}}), for platforms that give a process CPU only during requests.
 */
package dev.evenkeel.platform.tasks;
