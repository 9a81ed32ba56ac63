package dev.evenkeel.alertrouter.notification.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.alertrouter.template.data.TemplateData;
import dev.evenkeel.platform.configuration.PlainYaml;

/**
 * One notification and the templates by which its texts are written. Rendering fails with a
 * {@link dev.evenkeel.alertrouter.template.syntax.TemplateException}, which trying again does not cure.
 *
 * @param data what the templates see
 */
public record NotificationContent(Notification notification, TemplateData data, TemplateSet templates) {

    /** What a template gives as plain text. */
    public String text(String template) {
        return templates.renderText(template, data);
    }

    /** What a template gives as HTML. */
    public String html(String template) {
        return templates.renderHtml(template, data);
    }

    /** The same content of no more than the first alerts; 0 stands for no limit. */
    public NotificationContent limitedTo(int maxAlerts) {
        Notification limited = notification.limitedTo(maxAlerts);
        return new NotificationContent(
                limited,
                NotificationData.of(limited, data.routeLabels(), data.externalUrl(), data.actionLinks()),
                templates);
    }

    public boolean isResolved() {
        return notification.status().equals("resolved");
    }

    /**
     * SHA-256 of the group's key in hexadecimal digits: by this the services that keep incidents know which one is meant, so
     * it is the same as Alertmanager's.
     */
    public String groupKeyHash() {
        try {
            byte[] key = notification.groupKey().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Each value of a map rendered. */
    public Map<String, String> texts(Map<String, String> templatesByName) {
        var rendered = new LinkedHashMap<String, String>();
        templatesByName.forEach((name, template) -> rendered.put(name, text(template)));
        return rendered;
    }

    /**
     * A tree of plain values, as a configuration has it, with every text and every name in it rendered. A text that gives
     * YAML other than a plain text, a number or a list say, stands for what it means.
     */
    public Object tree(Object template) {
        return switch (template) {
            case String text -> meaning(text(text));
            case List<?> list -> {
                List<Object> rendered = new ArrayList<>();
                list.forEach(element -> rendered.add(tree(element)));
                yield rendered;
            }
            case Map<?, ?> map -> {
                Map<String, Object> rendered = new LinkedHashMap<>();
                map.forEach((name, value) -> rendered.put(text((String) name), tree(value)));
                yield rendered;
            }
            case null -> null;
            default -> template;
        };
    }

    private static Object meaning(String text) {
        try {
            Object meant = PlainYaml.parse(text);
            return meant instanceof String ? text : meant;
        } catch (IllegalArgumentException plain) {
            // most texts are no YAML, and stand for themselves
            return text;
        }
    }
}
