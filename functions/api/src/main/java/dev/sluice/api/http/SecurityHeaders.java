package dev.sluice.api.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.List;

/**
 * Headers of every resource's answer; one that needs another policy or may be cached has set its own before. What static
 * files need too is in application.properties.
 */
@Provider
public class SecurityHeaders implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putIfAbsent("Content-Security-Policy", one("default-src 'none'; frame-ancestors 'none'"));
        headers.putIfAbsent(HttpHeaders.CACHE_CONTROL, one("no-store"));
    }

    private static List<Object> one(String value) {
        return new ArrayList<>(List.of(value));
    }
}
