/**
 * Incidents: what people work on. One is opened when alerts of a group begin to fire that are in none, follows them, and is
 * resolved with them; people take it on, hand it on, put it off, merge, split, resolve and reopen it. Its timeline keeps
 * what happened and who did what. Who is told of alerts is none of its business: groups notify as their routes say,
 * however their alerts are spread over incidents.
 */
package dev.evenkeel.alertrouter.incident;
