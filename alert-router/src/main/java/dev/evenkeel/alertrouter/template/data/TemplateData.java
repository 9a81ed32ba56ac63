package dev.evenkeel.alertrouter.template.data;

import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/**
 * What a template is about.
 *
 * @param receiver the receiver's name
 * @param status {@code firing} as long as one alert fires, otherwise {@code resolved}
 * @param notificationReason why it is sent, in Alertmanager's words
 * @param routeLabels the labels of the route, rendered
 * @param externalUrl where people find this service
 * @param actionLinks ours, so templates reach them by a function and not as a field
 */
public record TemplateData(
        String receiver,
        String status,
        List<TemplateAlert> alerts,
        String notificationReason,
        Map<String, String> groupLabels,
        Map<String, String> commonLabels,
        Map<String, String> commonAnnotations,
        Map<String, String> routeLabels,
        String externalUrl,
        ActionLinks actionLinks) {

    public TemplateData {
        alerts = List.copyOf(alerts);
    }

    /** Without links. */
    public TemplateData(
            String receiver,
            String status,
            List<TemplateAlert> alerts,
            String notificationReason,
            Map<String, String> groupLabels,
            Map<String, String> commonLabels,
            Map<String, String> commonAnnotations,
            Map<String, String> routeLabels,
            String externalUrl) {
        this(
                receiver,
                status,
                alerts,
                notificationReason,
                groupLabels,
                commonLabels,
                commonAnnotations,
                routeLabels,
                externalUrl,
                ActionLinks.none());
    }

    /** As the dot of a template. */
    public Value value() {
        return Value.Struct.of(
                GoType.DATA,
                List.of(
                        Value.text(receiver),
                        Value.text(status),
                        new Value.Slice(
                                alerts.stream().map(TemplateAlert::value).toList(), GoType.ALERTS),
                        Value.text(notificationReason),
                        Value.kv(groupLabels),
                        Value.kv(commonLabels),
                        Value.kv(commonAnnotations),
                        Value.kv(routeLabels),
                        Value.text(externalUrl)));
    }
}
