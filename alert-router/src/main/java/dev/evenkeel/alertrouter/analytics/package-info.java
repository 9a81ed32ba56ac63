/**
 * What alerts cost and whether anybody needs them: how long it takes until incidents are noticed, taken on and over, who is
 * told how often and at night, and which alerts are noise. Incidents and episodes are measured once, shortly after something
 * happened to them; every question is put to what was measured. Reports made of it are in {@code report}.
 */
package dev.evenkeel.alertrouter.analytics;
