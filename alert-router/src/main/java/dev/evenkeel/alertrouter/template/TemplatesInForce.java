package dev.evenkeel.alertrouter.template;

/** The templates of the configuration that is in force. */
@FunctionalInterface
public interface TemplatesInForce {

    TemplateSet current();
}
