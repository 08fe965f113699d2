package dev.sluice.asl.language;

import java.util.List;
import java.util.Set;

/** The error names that the language itself knows, and which name in a Retry or Catch stands for which errors. */
public final class ErrorNames {
    /** Stands for every error but the terminal ones. */
    public static final String ALL = "States.ALL";
    /** Stands for every error but {@link #TIMEOUT} and the terminal ones; also an error of its own. */
    public static final String TASK_FAILED = "States.TaskFailed";
    /** A task or an execution that took too long; as a name it stands for {@link #HEARTBEAT_TIMEOUT} as well. */
    public static final String TIMEOUT = "States.Timeout";
    /** A task whose heartbeat stayed away. */
    public static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
    /** A JSONata expression without a usable value. */
    public static final String QUERY_EVALUATION = "States.QueryEvaluationError";
    /** A Choice with no rule that holds and no default. */
    public static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";
    /** More than 256 KB; terminal. */
    public static final String DATA_LIMIT = "States.DataLimitExceeded";
    /** What the interpreter cannot go on from; terminal. */
    public static final String RUNTIME = "States.Runtime";

    private static final Set<String> TERMINAL = Set.of(DATA_LIMIT, RUNTIME);

    private ErrorNames() {}

    static boolean anyMatches(List<String> names, String error) {
        return names.stream().anyMatch(name -> matches(name, error));
    }

    private static boolean matches(String name, String error) {
        if (name.equals(error)) {
            return true;
        }
        return switch (name) {
            case ALL -> !TERMINAL.contains(error);
            case TASK_FAILED -> !TERMINAL.contains(error) && !error.equals(TIMEOUT);
            case TIMEOUT -> error.equals(HEARTBEAT_TIMEOUT);
            default -> false;
        };
    }
}
