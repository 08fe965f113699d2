package dev.sluice.agent.config;

import java.net.URI;
import java.time.Duration;

/** The address that must answer with a 2xx status, and how long to wait for it after a switch. */
public record HealthCheck(URI url, Duration timeout) {}
