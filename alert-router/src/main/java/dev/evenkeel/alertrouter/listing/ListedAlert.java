package dev.evenkeel.alertrouter.listing;

import java.time.Instant;

import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.alert.Utf8Text;
import dev.evenkeel.platform.series.Labels;

/**
 * An alert with what the API shows of it; labels and annotations stay the JSON that is stored.
 *
 * @param labels as JSON
 * @param annotations as JSON
 */
record ListedAlert(
        long fingerprint,
        Utf8Text labels,
        Utf8Text annotations,
        Utf8Text generatorUrl,
        Instant startsAt,
        Instant endsAt,
        Instant updatedAt) {

    Labels readLabels() {
        return TextMapJson.readLabels(labels);
    }
}
