package dev.evenkeel.alertrouter.notification.sns;

import java.util.Map;
import java.util.TreeMap;

import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.TextLimit;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.UrlText;

/** A notification as SNS' action {@code Publish}, not signed yet. */
final class SnsMessage {

    /** In bytes. */
    static final int LARGEST_MESSAGE = 256 * 1024;

    static final int LARGEST_SHORT_MESSAGE = 1600;

    static final String FORM = UrlText.FORM + "; charset=utf-8";

    private SnsMessage() {}

    /** @param usualUrl where to, unless the configuration says it */
    static ChannelRequest of(SnsSettings settings, NotificationContent content, String usualUrl) {
        String url = content.text(settings.url());
        Map<String, String> form = new TreeMap<>();
        form.put("Action", "Publish");
        form.put("Version", "2010-03-31");
        String topic = content.text(settings.topicArn());
        putUnlessEmpty(form, "TopicArn", topic);
        putUnlessEmpty(form, "TargetArn", content.text(settings.targetArn()));
        putUnlessEmpty(form, "PhoneNumber", content.text(settings.phoneNumber()));
        if (topic.endsWith(".fifo")) {
            form.put("MessageDeduplicationId", content.groupKeyHash());
            form.put("MessageGroupId", content.groupKeyHash());
        }
        putUnlessEmpty(form, "Subject", content.text(settings.subject()));
        putMessage(form, settings, content);
        return ChannelRequest.post(url.isEmpty() ? usualUrl : url, FORM, UrlText.form(form));
    }

    private static void putMessage(Map<String, String> form, SnsSettings settings, NotificationContent content) {
        String whole = content.text(settings.message());
        String message =
                TextLimit.firstBytes(whole, settings.phoneNumber().isEmpty() ? LARGEST_MESSAGE : LARGEST_SHORT_MESSAGE);
        form.put("Message", message);
        Map<String, String> attributes = new TreeMap<>();
        settings.attributes().forEach((name, value) -> attributes.put(content.text(name), content.text(value)));
        if (message.length() < whole.length()) {
            attributes.put("truncated", "true");
        }
        int index = 1;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String entry = "MessageAttributes.entry." + index++;
            form.put(entry + ".Name", attribute.getKey());
            form.put(entry + ".Value.DataType", "String");
            form.put(entry + ".Value.StringValue", attribute.getValue());
        }
    }

    private static void putUnlessEmpty(Map<String, String> form, String name, String value) {
        if (!value.isEmpty()) {
            form.put(name, value);
        }
    }
}
