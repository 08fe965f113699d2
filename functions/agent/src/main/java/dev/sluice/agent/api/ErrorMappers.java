package dev.sluice.agent.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.sluice.agent.task.DiskFull;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what JAX-RS and Jackson throw into the agent's one error shape. */
public class ErrorMappers {

    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

    /** Unknown paths, wrong methods and the like. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        int status = e.getResponse().getStatus();
        ErrorAnswer answer =
                switch (status) {
                    case 400 -> ErrorAnswer.of("invalid_request", "the request could not be read; see /openapi");
                    case 404 -> ErrorAnswer.of("not_found", "there is nothing at this path; see /openapi");
                    case 405 ->
                        ErrorAnswer.of("method_not_allowed", "this path does not take that method; see /openapi");
                    case 406 -> ErrorAnswer.of("not_acceptable", "answers are application/json, logs text/plain");
                    case 413 -> tooLarge();
                    case 415 -> ErrorAnswer.of("unsupported_media_type", "send Content-Type: application/json");
                    default -> ErrorAnswer.of(status < 500 ? "invalid_request" : "agent_error", "status " + status);
                };
        return answer.with(status);
    }

    /** A body that is no JSON, or not the JSON that the path takes. */
    @ServerExceptionMapper(JsonProcessingException.class)
    public Response unreadable(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return ErrorAnswer.invalid(
                            unknown.getPropertyName(), "is not a known field; known: " + unknown.getKnownPropertyIds())
                    .with(400);
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return ErrorAnswer.invalid(pathOf(mapping.getPath()), "has a value of the wrong type")
                    .with(400);
        }
        return ErrorAnswer.of("invalid_request", "the body must be one JSON object")
                .with(400);
    }

    /** The same for the one kind that the framework would answer itself. */
    @ServerExceptionMapper(MismatchedInputException.class)
    public Response mismatched(MismatchedInputException e) {
        return unreadable(e);
    }

    /** Whatever nobody expected; the log has the details, the answer does not. */
    @ServerExceptionMapper
    public Response unexpected(RuntimeException e) {
        LOG.error("a request failed", e);
        if (DiskFull.causes(e)) {
            return ErrorAnswer.of(DiskFull.CODE, "the agent's disk is full; free space, then try again")
                    .with(507);
        }
        return ErrorAnswer.of("agent_error", "the agent failed on this request; its log says why")
                .with(500);
    }

    static ErrorAnswer tooLarge() {
        return ErrorAnswer.of("request_too_large", "the body is larger than " + RequestGate.MAX_BODY_BYTES + " bytes");
    }

    private static String pathOf(List<JsonMappingException.Reference> path) {
        StringBuilder text = new StringBuilder();
        for (JsonMappingException.Reference part : path) {
            if (part.getFieldName() == null) {
                text.append('[').append(part.getIndex()).append(']');
            } else {
                text.append(text.length() == 0 ? "" : ".").append(part.getFieldName());
            }
        }
        return text.toString();
    }
}
