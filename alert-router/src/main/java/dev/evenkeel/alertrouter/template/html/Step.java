package dev.evenkeel.alertrouter.template.html;

/**
 * How far a text was read, and where that led.
 *
 * @param length the number of characters read
 */
record Step(Context context, int length) {}
