/**
 * What a template works on: Go's values and their types as far as Alertmanager's templates meet them, modelled as sealed
 * records so that nothing is looked up by reflection. How values are printed is in {@code format}.
 */
package dev.evenkeel.alertrouter.template.value;
