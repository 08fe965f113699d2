package dev.sluice.engine.platform;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Platform;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.rule.RuleChecks;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a platform is told to do, in the words of its public API: the last part of the path below the target environment,
 * and the body.
 */
public record ActionOrder(String verb, Map<String, Object> body) {
    public ActionOrder {
        body = Map.copyOf(body);
    }

    /** Why a run cannot be carried out, or its order. */
    public record Made(Optional<Reason> fault, Optional<ActionOrder> order) {
        static Made of(String verb, Map<String, Object> body) {
            return new Made(Optional.empty(), Optional.of(new ActionOrder(verb, body)));
        }

        static Made fault(String sentence) {
            return fault(ReasonCode.ACTION_NOT_SUPPORTED, sentence);
        }

        static Made fault(ReasonCode code, String sentence) {
            return new Made(Optional.of(new Reason(code, sentence)), Optional.empty());
        }
    }

    /** {@code environments}: finds one of the project's environments. */
    public static Made of(Run run, Environment target, Function<EnvironmentId, Optional<Environment>> environments) {
        Action action = run.spec().action();
        boolean oec = target.platform().type() == Platform.Type.OEC;
        if (oec && action.source().isPresent()) {
            return Made.fault(RuleChecks.NOT_ON_OEC);
        }
        Map<String, Object> commit = Map.of("commit", run.event().commit());
        return action.fold(new Action.Cases<>(
                // oec.sh takes no commit: it deploys what the environment's branch is at.
                deploy -> Made.of("deploy", oec ? Map.of() : commit),
                quick -> Made.of("quick-update", oec ? Map.of("mode", "pull_restart") : commit),
                promote -> beside(target, promote.from(), environments, source -> run.gates()
                        .frozen()
                        .map(build -> Made.of("promote", promotion(source, build)))
                        .orElseGet(() -> Made.fault("No build was fixed for this run when it was admitted."))),
                clone -> target.isProduction()
                        ? Made.fault(ReasonCode.PRODUCTION_TARGET, overwrites(target))
                        : beside(
                                target,
                                clone.from(),
                                environments,
                                source -> Made.of("clone", cloning(source, clone)))));
    }

    /** It may have become production while the run waited. */
    private static String overwrites(Environment target) {
        return "The target " + target.id() + " is a production environment, whose data a clone would overwrite.";
    }

    private static Map<String, Object> cloning(Environment source, Action.Clone clone) {
        return Map.of(
                "source_environment",
                source.platform().environmentId(),
                "neutralize",
                clone.neutralize(),
                "include_filestore",
                clone.includeFilestore());
    }

    private static Map<String, Object> promotion(Environment source, Build build) {
        return Map.of(
                "source_environment",
                source.platform().environmentId(),
                "build_id",
                build.id(),
                "digest",
                build.digest());
    }

    /** A platform reaches its own environments only. */
    private static Made beside(
            Environment target,
            EnvironmentId from,
            Function<EnvironmentId, Optional<Environment>> environments,
            Function<Environment, Made> order) {
        Optional<Environment> source = environments.apply(from);
        if (source.isEmpty()) {
            return Made.fault("The project has no environment " + from + " any more.");
        }
        return source.get().platform().reaches(target.platform())
                ? order.apply(source.get())
                : Made.fault(
                        from + " and " + target.id() + " are on different platforms, and neither reaches the other.");
    }
}
