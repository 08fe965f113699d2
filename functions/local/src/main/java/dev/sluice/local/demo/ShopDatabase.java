package dev.sluice.local.demo;

import dev.sluice.local.postgres.Login;

/**
 * The database of one of the shop's environments.
 *
 * @param application who the shop itself is, and to whom the database belongs
 * @param agent who the deploy agent is: a role that can make databases and is a member of the application's
 */
public record ShopDatabase(String name, int port, Login application, Login agent) {

    /** As the agent's configuration has it, without a password. */
    String agentUrl() {
        return "postgresql://" + agent.role() + "@127.0.0.1:" + port + "/" + name;
    }
}
