/**
 * The functions that a template can call: Go's predefined ones, Alertmanager's, and the methods of the values. Each says
 * which types it takes; whether arguments suit them is checked where it is called.
 */
package dev.evenkeel.alertrouter.template.function;
