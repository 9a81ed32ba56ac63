package dev.evenkeel.alertrouter.template.data;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/**
 * One alert as templates see it.
 *
 * @param status {@code firing} or {@code resolved}
 * @param endsAt the moment that stands for none ({@link Value.Time#ZERO}) while it fires
 * @param fingerprint 16 hexadecimal digits
 */
public record TemplateAlert(
        String status,
        Map<String, String> labels,
        Map<String, String> annotations,
        ZonedDateTime startsAt,
        ZonedDateTime endsAt,
        String generatorUrl,
        String fingerprint) {

    public TemplateAlert {
        Objects.requireNonNull(startsAt);
        Objects.requireNonNull(endsAt);
    }

    Value value() {
        return Value.Struct.of(
                GoType.ALERT,
                List.of(
                        Value.text(status),
                        Value.kv(labels),
                        Value.kv(annotations),
                        new Value.Time(startsAt),
                        new Value.Time(endsAt),
                        Value.text(generatorUrl),
                        Value.text(fingerprint)));
    }
}
