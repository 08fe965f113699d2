package dev.sluice.agent.action;

import dev.sluice.agent.build.BuildStore;
import dev.sluice.agent.build.DataFolder;
import dev.sluice.agent.build.Serving;
import dev.sluice.agent.git.GitMirrors;
import java.time.Clock;
import java.util.Map;

/** What every action works with. */
public record Workshop(
        DataFolder data, GitMirrors mirrors, BuildStore builds, Serving serving, Surroundings surroundings) {

    /**
     * The world outside.
     *
     * @param agentEnvironment the agent's own environment variables; children see only a few of them
     */
    public record Surroundings(Clock clock, HealthProbe health, Map<String, String> agentEnvironment) {

        public Surroundings {
            agentEnvironment = Map.copyOf(agentEnvironment);
        }

        @Override
        public String toString() {
            return "Surroundings";
        }
    }

    Clock clock() {
        return surroundings.clock();
    }
}
