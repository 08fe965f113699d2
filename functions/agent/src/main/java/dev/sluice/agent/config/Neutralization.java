package dev.sluice.agent.config;

import java.nio.file.Path;
import java.util.Optional;

/** What makes a copy of other data harmless. */
public sealed interface Neutralization {

    /** Built in, for Odoo 16 to 19. */
    record Odoo() implements Neutralization {}

    /**
     * The operator's own.
     *
     * @param file run in one transaction
     * @param probes queries that must give no row afterwards
     */
    record Sql(Path file, Optional<Path> probes) implements Neutralization {}
}
