package dev.sluice.api.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns whatever ends a request early into problem details. What is unexpected is logged here and tells nothing outside. */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final Map<Integer, Problem> PLAIN = Map.of(
            404, Problem.notFound(),
            405, Problem.of(405, "method_not_allowed", "This path does not know that method."),
            406, Problem.of(406, "not_acceptable", "What there is here is JSON: accept application/json."),
            413, JsonBody.TOO_LARGE,
            415, Problem.of(415, "unsupported_media_type", "Send the body as application/json."));

    @ServerExceptionMapper
    public Response refused(Refused refused) {
        return response(refused.problem()).build();
    }

    /** What the framework itself refuses: an unknown path, a wrong method, a wrong content type. */
    @ServerExceptionMapper
    public Response refusedByFramework(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status >= 500) {
            return unexpected(e);
        }
        Problem problem = PLAIN.getOrDefault(
                status, Problem.of(status, "bad_request", "The request is not one that this API understands."));
        Response.ResponseBuilder answer = response(problem);
        String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer.build()
                : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    public Response awsFailed(SdkException e) {
        LOG.error("AWS did not do what was asked", e);
        return response(Problem.of(
                        503, "temporarily_unavailable", "The storage or a queue does not answer. Try again."))
                .header(HttpHeaders.RETRY_AFTER, 2)
                .build();
    }

    @ServerExceptionMapper
    public Response unexpected(Exception e) {
        LOG.error("A request failed", e);
        return response(Problem.of(500, "internal_error", "Something went wrong here; it has been logged."))
                .build();
    }

    private static Response.ResponseBuilder response(Problem problem) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.json());
        return problem.status() == 401 ? answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer") : answer;
    }
}
