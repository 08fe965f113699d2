package dev.sluice.agent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What every refusal looks like. */
@RegisterForReflection
public record ErrorAnswer(Detail detail) {

    /**
     * Why.
     *
     * @param error a stable code
     * @param message a sentence for people
     * @param field the part of the request or of the configuration that is wrong, where it is one
     * @param taskId the task that is in the way, where it is one
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Detail(String error, String message, Optional<String> field, Optional<String> taskId) {}

    static ErrorAnswer of(String error, String message) {
        return new ErrorAnswer(new Detail(error, message, Optional.empty(), Optional.empty()));
    }

    static ErrorAnswer invalid(String field, String message) {
        return new ErrorAnswer(
                new Detail("invalid_request", field + ": " + message, Optional.of(field), Optional.empty()));
    }

    static ErrorAnswer about(String error, String field, String message) {
        return new ErrorAnswer(new Detail(error, message, Optional.of(field), Optional.empty()));
    }

    static ErrorAnswer inTheWay(String error, String message, String taskId) {
        return new ErrorAnswer(new Detail(error, message, Optional.empty(), Optional.of(taskId)));
    }

    Response with(int status) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(this)
                .build();
    }
}
