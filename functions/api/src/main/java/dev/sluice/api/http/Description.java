package dev.sluice.api.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Completes the API's description at build time with what our resources do not say in their signatures, since they read and
 * write plain objects: the bodies (schemas in META-INF/openapi.yaml), the lists, the problems, the Idempotency-Key.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Description implements OASFilter {
    private static final String API = "/api/v1";
    private static final String P = "/projects/{project}";
    private static final Map<String, String> TAKES = Map.ofEntries(
            Map.entry("POST " + P + "/hooks/{provider}/rotate", "GivenHookSecret"),
            Map.entry("POST /projects", "NewProject"),
            Map.entry("PATCH " + P, "ProjectChange"),
            Map.entry("PUT " + P + "/members/{email}", "RoleChange"),
            Map.entry("POST " + P + "/environments", "NewEnvironment"),
            Map.entry("PATCH " + P + "/environments/{environment}", "EnvironmentChange"),
            Map.entry("POST " + P + "/rules", "RuleText"),
            Map.entry("PUT " + P + "/rules/{rule}", "RuleText"),
            Map.entry("POST " + P + "/rules/{rule}/run", "RunWish"),
            Map.entry("POST " + P + "/rules/check", "CheckWish"),
            Map.entry("POST " + P + "/rules/simulate", "SimulationWish"),
            Map.entry("POST " + P + "/notices/channels", "NoticeChannelText"),
            Map.entry("PUT " + P + "/notices/channels/{channel}", "NoticeChannelChange"),
            Map.entry("POST " + P + "/runs/{run}/approve", "Comment"),
            Map.entry("POST " + P + "/runs/{run}/reject", "Comment"));

    private static final Set<String> MAY_BE_ABSENT = Set.of("RunWish", "GivenHookSecret", "Comment");

    /** What is done later, by another function. */
    private static final Set<String> ACCEPTED = Set.of("/run", "/rerun", "/cancel", "/redeliver", "/test");

    /** A POST that changes nothing. */
    private static final Set<String> READING = Set.of("/check", "/simulate");

    /** A second status that tells success. */
    private static final Map<String, String> ALSO = Map.of("POST /cancel", "200", "PUT /{email}", "201");

    /** By the last two parts of the path or the last one; a list in brackets, of which a POST makes one. */
    private static final Map<String, String> GIVES = Map.ofEntries(
            Map.entry("/me", "Me"),
            Map.entry("/templates", "[Template]"),
            Map.entry("/projects", "[Project]"),
            Map.entry("/{project}", "Project"),
            Map.entry("/members", "[Member]"),
            Map.entry("/{email}", "Member"),
            Map.entry("/environments", "[Environment]"),
            Map.entry("/{environment}", "Environment"),
            Map.entry("/status", "EnvironmentState"),
            Map.entry("/hooks", "[Hook]"),
            Map.entry("/rotate", "Hook"),
            Map.entry("/rules", "[Rule]"),
            Map.entry("/{rule}", "Rule"),
            Map.entry("/enable", "Rule"),
            Map.entry("/disable", "Rule"),
            Map.entry("/run", "RunAccepted"),
            Map.entry("/check", "RuleCheck"),
            Map.entry("/simulate", "Simulation"),
            Map.entry("/redeliver", "RedeliveryAccepted"),
            Map.entry("/runs", "[Run]"),
            Map.entry("/{run}", "Run"),
            Map.entry("/deployment", "Deployment"),
            Map.entry("/approve", "Run"),
            Map.entry("/reject", "Run"),
            Map.entry("/cancel", "Run"),
            Map.entry("/rerun", "RunRepeated"),
            Map.entry("/approvals", "[Run]"),
            Map.entry("/deliveries", "[Delivery]"),
            Map.entry("/{delivery}", "Delivery"),
            Map.entry("/channels", "[NoticeChannel]"),
            Map.entry("/{channel}", "NoticeChannel"),
            Map.entry("/{channel}/rotate", "NoticeChannel"),
            Map.entry("/test", "NoticeTest"),
            Map.entry("/attempts", "[NoticeAttempt]"));

    @Override
    public void filterOpenAPI(OpenAPI description) {
        description.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((verb, operation) -> {
                    if (path.startsWith(API)) {
                        complete(path.substring(API.length()), verb, operation);
                    } else {
                        operation.setSecurity(new ArrayList<>());
                    }
                }));
    }

    private static void complete(String path, PathItem.HttpMethod verb, Operation operation) {
        String takes = TAKES.get(verb + " " + path);
        OperationIds.of(verb + " " + path).ifPresent(operation::setOperationId);
        Optional.ofNullable(operation.getParameters()).orElse(List.of()).forEach(Description::type);
        operation.setRequestBody(null);
        if (takes != null) {
            operation.setRequestBody(OASFactory.createRequestBody()
                    .required(!MAY_BE_ABSENT.contains(takes))
                    .content(json(named(takes))));
        }
        int last = path.lastIndexOf('/');
        String gives = Optional.ofNullable(GIVES.get(path.substring(Math.max(0, path.lastIndexOf('/', last - 1)))))
                .orElseGet(() -> GIVES.get(path.substring(last)));
        boolean makes = verb == PathItem.HttpMethod.POST && gives.startsWith("[");
        Schema answer = makes || !gives.startsWith("[") ? named(gives.replaceAll("[\\[\\]]", "")) : list(gives);
        var responses = OASFactory.createAPIResponses();
        if (verb == PathItem.HttpMethod.DELETE) {
            responses.addAPIResponse("204", OASFactory.createAPIResponse().description("Gone"));
        } else {
            String status = ACCEPTED.stream().anyMatch(path::endsWith) ? "202" : makes ? "201" : "200";
            responses.addAPIResponse(
                    status, OASFactory.createAPIResponse().description("Done").content(json(answer)));
            Optional.ofNullable(ALSO.get(verb + " " + path.substring(last)))
                    .ifPresent(other -> responses.addAPIResponse(
                            other,
                            OASFactory.createAPIResponse().description("Done").content(json(answer))));
        }
        responses.setDefaultValue(OASFactory.createAPIResponse().ref("Problem"));
        operation.setResponses(responses);
        if (verb != PathItem.HttpMethod.GET && READING.stream().noneMatch(path::endsWith)) {
            operation.addParameter(idempotencyKey());
        }
    }

    /** All are texts in our signatures, so that a wrong one is answered by us. */
    private static void type(Parameter parameter) {
        switch (parameter.getName()) {
            case "limit" ->
                parameter.setSchema(integer()
                        .minimum(BigDecimal.ONE)
                        .maximum(BigDecimal.valueOf(Lists.MAX_LIMIT))
                        .defaultValue(Lists.DEFAULT_LIMIT));
            case "cursor" -> parameter.setDescription("A next_cursor as a former page gave it.");
            case "log_offset" ->
                parameter.setSchema(integer().minimum(BigDecimal.ZERO).defaultValue(0));
            case "status" -> parameter.setSchema(named("RunStatus"));
            case "provider" -> parameter.setSchema(named("GitHost"));
            default -> {}
        }
    }

    private static Schema integer() {
        return OASFactory.createSchema().addType(Schema.SchemaType.INTEGER).format("int64");
    }

    private static Parameter idempotencyKey() {
        return OASFactory.createParameter()
                .name(RequestKey.HEADER)
                .in(Parameter.In.HEADER)
                .description("Within 24 hours the same key and body change nothing twice and are answered alike;"
                        + " the same key with another body is 422.")
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .maxLength(255));
    }

    private static Schema list(String gives) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .required(List.of("items", "next_cursor"))
                .addProperty(
                        "items",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(named(gives.replaceAll("[\\[\\]]", ""))))
                .addProperty(
                        "next_cursor",
                        OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING, Schema.SchemaType.NULL)));
    }

    private static Schema named(String schema) {
        return OASFactory.createSchema().ref(schema);
    }

    private static Content json(Schema schema) {
        return OASFactory.createContent()
                .addMediaType("application/json", OASFactory.createMediaType().schema(schema));
    }
}
