package dev.evenkeel.platform.web;

import java.util.List;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Adds to the OpenAPI document what holds for every operation: how to show credentials, and what an error looks like. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {

    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents()
                .addSecurityScheme(
                        BEARER,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API key (ek_...) or a token of the configured identity provider"))
                .addSchema(PROBLEM, problem());
        document.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(BEARER)));
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths().getPathItems().values().forEach(ApiDocument::describeErrors);
        }
    }

    private static void describeErrors(PathItem path) {
        for (Operation operation : path.getOperations().values()) {
            if (operation.getResponses() != null && operation.getResponses().getDefaultValue() == null) {
                operation
                        .getResponses()
                        .setDefaultValue(OASFactory.createAPIResponse()
                                .description("Any error")
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                ProblemJson.MEDIA_TYPE,
                                                OASFactory.createMediaType()
                                                        .schema(OASFactory.createSchema()
                                                                .ref("#/components/schemas/" + PROBLEM)))));
            }
        }
    }

    private static Schema problem() {
        Schema error = object("A value of the request that is wrong")
                .addProperty("where", text("A JSON pointer into the body, or query:name"))
                .addProperty("what", text("What is wrong with it"))
                .addProperty("allowed", text("What would be right"));
        return object("What went wrong (RFC 9457)")
                .addProperty("type", text("A stable reference to the kind of problem"))
                .addProperty("title", text("The kind in words"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("What is wrong this time"))
                .addProperty("instance", text("The path that was asked for"))
                .addProperty("correlationId", text("What to look for in the logs"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(error));
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description(description);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
