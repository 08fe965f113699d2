package dev.sluice.api.http;

import java.util.Map;

/** What another server answered: its status, and its body if that is a JSON object (else an empty one). */
public record Reply(int status, Map<String, Object> body) {}
