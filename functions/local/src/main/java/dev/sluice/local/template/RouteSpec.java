package dev.sluice.local.template;

import java.time.Duration;

/**
 * A route of the HTTP API.
 *
 * @param key as API Gateway writes it: {@code POST /hooks/{project}/{provider}}, {@code ANY /x/{proxy+}} or
 *     {@code $default}
 */
public record RouteSpec(String key, String function, Duration timeout) {}
