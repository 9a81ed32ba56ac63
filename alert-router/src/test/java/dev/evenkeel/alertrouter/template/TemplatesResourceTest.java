package dev.evenkeel.alertrouter.template;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@ServiceTest
class TemplatesResourceTest {

    @Test
    void aTemplateIsTriedOnTheDocumentOfAWebhook() {
        var data = new JsonObject(ExampleData.JSON).put("version", "4").put("groupKey", "{}:{}");
        render(new JsonObject()
                        .put("text", "{{ template \"__subject\" . }} <{{ (index .Alerts 1).StartsAt }}>")
                        .put("data", data))
                .statusCode(200)
                .body("output", equalTo("FIRING 1: Disk (zz=1) <2026-03-28 23:00:00 +0200 +0200>"));
    }

    @Test
    void asHtmlItsValuesAreEscaped() {
        render(new JsonObject()
                        .put("type", "html")
                        .put("text", "<a title='{{ (index .Alerts 0).Annotations.summary }}'>")
                        .put("data", new JsonObject(ExampleData.JSON)))
                .statusCode(200)
                .body("output", equalTo("<a title='disk &lt;full&gt; &amp; &#39;x&#39;'>"));
    }

    @Test
    void aMistakeIsAnsweredWithItsPlace() {
        render(new JsonObject().put("text", "a\n  {{ .Foo }}"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("line", equalTo(2))
                .body("column", equalTo(6))
                .body("errors[0].what", containsString(":2:5: executing \"\" at <.Foo>: can't evaluate field Foo"));
    }

    @Test
    void aTemplateThatNeverEndsIsStopped() {
        render(new JsonObject().put("text", "{{ range 1000000000 }}{{ range 1000000000 }}{{ end }}{{ end }}"))
                .statusCode(400)
                .body("detail", containsString("template is too expensive: more than"));
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        render(new JsonObject()).statusCode(400).body("errors[0].where", equalTo("/text"));
        render(new JsonObject().put("text", "a").put("type", "pdf"))
                .statusCode(400)
                .body("errors[0].allowed", equalTo("text or html"));
        render(new JsonObject("{\"text\": \"a\", \"data\": {\"alerts\": [{\"startsAt\": \"now\"}]}}"))
                .statusCode(400)
                .body("errors[0].where", equalTo("/data/alerts/0/startsAt"));
        render(new JsonObject("{\"text\": \"a\", \"data\": {\"alerts\": [null], \"groupLabels\": {\"a\": null}}}"))
                .statusCode(400);
    }

    private static ValidatableResponse render(JsonObject request) {
        return TestKeys.as(Role.VIEWER)
                .contentType(ContentType.JSON)
                .body(request.encode())
                .when()
                .post("/api/v1/templates/render")
                .then();
    }
}
