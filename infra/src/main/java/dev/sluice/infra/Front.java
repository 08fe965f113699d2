package dev.sluice.infra;

import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpRouteKey;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** The HTTP API: webhooks go to webhook, everything else to api, in payload format 2.0. */
final class Front extends Construct {
    private static final int REQUESTS_PER_SECOND = 200;
    private static final int BURST = 500;

    /** No path and no query: the link in an approval e-mail carries its token there. */
    private static final String LOG_LINE = "{\"request_id\":\"$context.requestId\",\"at\":\"$context.requestTime\","
            + "\"ip\":\"$context.identity.sourceIp\",\"method\":\"$context.httpMethod\","
            + "\"route\":\"$context.routeKey\",\"status\":\"$context.status\","
            + "\"latency_ms\":\"$context.responseLatency\",\"error\":\"$context.integrationErrorMessage\"}";

    private final HttpApi api;

    Front(Construct scope, SluiceFunction webhook, SluiceFunction everythingElse) {
        super(scope, "Front");
        this.api = HttpApi.Builder.create(this, "Http")
                .apiName("sluice")
                .description("Webhooks, the API and the web UI of Sluice")
                .createDefaultStage(false)
                .build();
        api.addRoutes(AddRoutesOptions.builder()
                .path("/hooks/{project}/{provider}")
                .methods(List.of(HttpMethod.POST))
                .integration(new HttpLambdaIntegration("Webhook", webhook.lambda()))
                .build());
        HttpRoute.Builder.create(this, "Default")
                .httpApi(api)
                .routeKey(HttpRouteKey.DEFAULT)
                .integration(new HttpLambdaIntegration("Api", everythingElse.lambda()))
                .build();
        stage();
    }

    private void stage() {
        HttpStage stage = HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .throttle(ThrottleSettings.builder()
                        .rateLimit(REQUESTS_PER_SECOND)
                        .burstLimit(BURST)
                        .build())
                .build();
        LogGroup log = LogGroup.Builder.create(this, "AccessLog")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        ((CfnStage) Objects.requireNonNull(stage.getNode().getDefaultChild()))
                .setAccessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                        .destinationArn(log.getLogGroupArn())
                        .format(LOG_LINE)
                        .build());
    }

    /** The base URL, with no slash at its end. */
    String url() {
        return api.getApiEndpoint();
    }
}
