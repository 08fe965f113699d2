package dev.sluice.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.domain.Sha256;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.Map;

/**
 * Gives what this API reads out a tag of its content, so that who asks again is told in a word that nothing changed. A
 * resource's own tag stays the beginning of it; a resource that set its own Cache-Control is left alone. It comes before
 * {@link SecurityHeaders}, which would forbid the keeping.
 */
@Provider
@Priority(Priorities.USER + 100)
public class EntityTags implements ContainerResponseFilter {
    private static final int HASH = 32;

    private final ObjectMapper mapper;

    EntityTags(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!isTagged(request, response)) {
            return;
        }
        byte[] body = bytes(response.getEntity());
        String own = response.getHeaderString(HttpHeaders.ETAG);
        String tag = "\"" + (own == null ? "" : own.replace("\"", "") + "-")
                + Sha256.hex(body).substring(0, HASH) + "\"";
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setStatus(304);
            response.setEntity(null);
        } else {
            response.setEntity(body, null, MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private static boolean isTagged(ContainerRequestContext request, ContainerResponseContext response) {
        return request.getMethod().equals(HttpMethod.GET)
                && request.getUriInfo().getPath().startsWith("/api/v1/")
                && response.getStatus() == 200
                && response.getEntity() instanceof Map<?, ?>
                && !response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL);
    }

    /** Whether the list of tags has this one; weak ones count, since some proxies make strong ones weak. */
    private static boolean matches(String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(t -> t.strip().replaceFirst("^W/", ""))
                        .anyMatch(t -> t.equals(tag) || t.equals("*"));
    }

    private byte[] bytes(Object json) {
        try {
            return mapper.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps, lists and scalars can always be written.", e);
        }
    }
}
