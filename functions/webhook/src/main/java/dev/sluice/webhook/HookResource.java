package dev.sluice.webhook;

import dev.sluice.providers.Headers;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/** Where git hosts send their webhooks. Every content type is let in here, so that the refusal can say what to choose. */
@Path("/hooks/{project}/{provider}")
public class HookResource {
    private static final Logger LOG = Logger.getLogger(HookResource.class);
    private static final int RETRY_AFTER_SECONDS = 30;

    private final Instance<Intake> intake;

    /** Made with the first request, so that a key which cannot be loaded is an answer and is tried again with the next. */
    @Inject
    HookResource(Instance<Intake> intake) {
        this.intake = intake;
    }

    @POST
    public Response receive(
            @PathParam("project") String project,
            @PathParam("provider") String provider,
            @Context HttpHeaders headers,
            byte[] body) {
        Answer answer = answer(project, provider, Headers.ofLists(headers.getRequestHeaders()), body);
        DeliveryLog.write(project, provider, answer);
        return answer.fold(
                delivery -> Response.accepted(Receipt.of(delivery))
                        .type(MediaType.APPLICATION_JSON)
                        .build(),
                HookResource::response);
    }

    private Answer answer(String project, String provider, Headers headers, byte[] body) {
        try {
            return intake.get().take(project, provider, headers, body);
        } catch (SdkException e) {
            LOG.error("An AWS service failed; the sender is asked to send the delivery again.", e);
            return new Answer.Refused(Problem.tryLater());
        } catch (RuntimeException e) {
            LOG.error("A fault of ours; the delivery is not taken.", e);
            return new Answer.Refused(Problem.failed());
        }
    }

    private static Response response(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Signature");
        }
        if (problem.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.build();
    }
}
