package dev.sluice.agent.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * An environment's database and how it is copied.
 *
 * @param passwordFile holds the password alone; without it libpq looks where it always does
 * @param tools where PostgreSQL's client programs are; without it the PATH says
 * @param jobs parallel jobs of a dump and of a restore
 * @param timeout for each of dump, restore and neutralization
 */
public record DatabaseConfig(
        DatabaseLocation location, Optional<Path> passwordFile, Optional<Path> tools, int jobs, Duration timeout) {}
