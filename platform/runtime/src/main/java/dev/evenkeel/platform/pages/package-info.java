/**
 * What every page of the suite has in common: layout, style sheet, script, navigation between the services, signing in
 * and out, pages for errors. What a page is about is the business of the service that has it: its template includes
 * {@code layout.html} and fills in {@code title} and {@code content}.
 */
package dev.evenkeel.platform.pages;
