package dev.sluice.api.http;

import java.util.Map;
import java.util.Optional;

/** What a generated client calls each operation. A new one is a row here; a test names those that are missing. */
final class OperationIds {
    private static final String P = "/projects/{project}";
    private static final String ENVIRONMENT = P + "/environments/{environment}";
    private static final String RULE = P + "/rules/{rule}";
    private static final String RUN = P + "/runs/{run}";
    private static final String CHANNEL = P + "/notices/channels/{channel}";

    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("GET /me", "readMe"),
            Map.entry("GET /templates", "listTemplates"),
            Map.entry("GET /projects", "listProjects"),
            Map.entry("POST /projects", "createProject"),
            Map.entry("GET " + P, "readProject"),
            Map.entry("PATCH " + P, "changeProject"),
            Map.entry("GET " + P + "/members", "listMembers"),
            Map.entry("PUT " + P + "/members/{email}", "putMember"),
            Map.entry("DELETE " + P + "/members/{email}", "removeMember"),
            Map.entry("GET " + P + "/environments", "listEnvironments"),
            Map.entry("POST " + P + "/environments", "createEnvironment"),
            Map.entry("GET " + ENVIRONMENT, "readEnvironment"),
            Map.entry("PATCH " + ENVIRONMENT, "changeEnvironment"),
            Map.entry("DELETE " + ENVIRONMENT, "removeEnvironment"),
            Map.entry("GET " + ENVIRONMENT + "/status", "readEnvironmentStatus"),
            Map.entry("GET " + P + "/hooks", "listHooks"),
            Map.entry("POST " + P + "/hooks/{provider}/rotate", "rotateHookSecret"),
            Map.entry("GET " + P + "/rules", "listRules"),
            Map.entry("POST " + P + "/rules", "createRule"),
            Map.entry("POST " + P + "/rules/check", "checkRule"),
            Map.entry("POST " + P + "/rules/simulate", "simulateRule"),
            Map.entry("GET " + RULE, "readRule"),
            Map.entry("PUT " + RULE, "replaceRule"),
            Map.entry("DELETE " + RULE, "removeRule"),
            Map.entry("POST " + RULE + "/enable", "enableRule"),
            Map.entry("POST " + RULE + "/disable", "disableRule"),
            Map.entry("POST " + RULE + "/run", "runRule"),
            Map.entry("GET " + RULE + "/runs", "listRunsOfRule"),
            Map.entry("GET " + P + "/runs", "listRuns"),
            Map.entry("GET " + RUN, "readRun"),
            Map.entry("GET " + RUN + "/deployment", "readDeployment"),
            Map.entry("POST " + RUN + "/approve", "approveRun"),
            Map.entry("POST " + RUN + "/reject", "rejectRun"),
            Map.entry("POST " + RUN + "/cancel", "cancelRun"),
            Map.entry("POST " + RUN + "/rerun", "rerunRun"),
            Map.entry("GET " + P + "/approvals", "listApprovals"),
            Map.entry("GET " + P + "/deliveries", "listDeliveries"),
            Map.entry("GET " + P + "/deliveries/{delivery}", "readDelivery"),
            Map.entry("POST " + P + "/deliveries/{delivery}/redeliver", "redeliver"),
            Map.entry("GET " + P + "/notices/attempts", "listNoticeAttempts"),
            Map.entry("GET " + P + "/notices/channels", "listNoticeChannels"),
            Map.entry("POST " + P + "/notices/channels", "createNoticeChannel"),
            Map.entry("GET " + CHANNEL, "readNoticeChannel"),
            Map.entry("PUT " + CHANNEL, "replaceNoticeChannel"),
            Map.entry("DELETE " + CHANNEL, "removeNoticeChannel"),
            Map.entry("POST " + CHANNEL + "/rotate", "rotateNoticeChannelSecret"),
            Map.entry("POST " + CHANNEL + "/test", "testNoticeChannel"));

    private OperationIds() {}

    /** {@code operation}: verb and path below /api/v1. */
    static Optional<String> of(String operation) {
        return Optional.ofNullable(ALL.get(operation));
    }
}
