package dev.sluice.local.demo;

import java.net.URI;
import java.nio.file.Path;

/**
 * An environment of the demo: what the agent calls it, where it lands, and where it is served.
 *
 * @param filestore the shop's files that are in no build
 */
public record DemoEnvironment(
        String name, String title, Path folder, Path filestore, ShopDatabase database, URI site) {}
