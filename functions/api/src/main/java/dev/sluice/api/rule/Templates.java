package dev.sluice.api.rule;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.rule.ApprovalGate;
import dev.sluice.domain.rule.Conditions;
import dev.sluice.domain.rule.Cooldown;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.rule.Trigger;
import java.util.List;
import java.util.Optional;

/** Rules to start from. They name the environments {@code development}, {@code staging} and {@code production}: change what differs. */
final class Templates {
    private static final EnvironmentId DEVELOPMENT = new EnvironmentId("development");
    private static final EnvironmentId STAGING = new EnvironmentId("staging");
    private static final EnvironmentId PRODUCTION = new EnvironmentId("production");

    static final List<Template> ALL = List.of(
            new Template(
                    "deploy-staging-on-push",
                    "Each push to main is deployed to staging. A push within 5 minutes of the last deployment is recorded"
                            + " as skipped. With the cooldown's mode \"fold\" the newest one runs when the 5 minutes end.",
                    rule("Deploy staging on push to main", push("main"), cooldown(5), deploy(STAGING), 3)),
            new Template(
                    "production-release-on-tag",
                    "A tag such as v1.2.0 promotes the very build that runs on staging to production, once an Admin has"
                            + " approved within 60 minutes. The build must be of the tag's commit.",
                    approved(rule(
                            "Production release on version tag",
                            new Trigger.TagPush("v*"),
                            Cooldown.none(),
                            new Action.Promote(STAGING, PRODUCTION, true),
                            1))),
            new Template(
                    "refresh-staging-on-demand",
                    "Overwrites staging's data with production's when somebody presses Run, then neutralizes it: no mail,"
                            + " no jobs, no payments. At most once an hour.",
                    rule(
                            "Refresh staging on demand",
                            new Trigger.Manual(),
                            cooldown(60),
                            new Action.Clone(PRODUCTION, STAGING, true, false),
                            3)),
            new Template(
                    "preview-pull-requests",
                    "Each pull request to main is deployed to development when it is opened.",
                    rule(
                            "Preview pull requests",
                            new Trigger.PrOpen(List.of("main"), List.of()),
                            Cooldown.none(),
                            deploy(DEVELOPMENT),
                            0)),
            new Template(
                    "quick-update-on-feature-push",
                    "A push to a feature branch puts its code on development, without installing dependencies or migrating.",
                    rule(
                            "Quick update on push to a feature branch",
                            push("feature/*"),
                            cooldown(1),
                            new Action.QuickUpdate(DEVELOPMENT),
                            5)),
            new Template(
                    "deploy-any-commit-by-hand",
                    "Somebody presses Run and names a branch, tag or commit: staging gets it. Good for going back.",
                    rule("Deploy any commit by hand", new Trigger.Manual(), Cooldown.none(), deploy(STAGING), 0)));

    private Templates() {}

    /** A rule to start from, and what it is good for. */
    record Template(String id, String description, RuleSpec rule) {}

    private static Trigger push(String pattern) {
        return new Trigger.Push(List.of(pattern));
    }

    private static Cooldown cooldown(int minutes) {
        return new Cooldown(minutes, Cooldown.Mode.SKIP);
    }

    private static Action deploy(EnvironmentId target) {
        return new Action.Deploy(target, true);
    }

    private static RuleSpec rule(String name, Trigger trigger, Cooldown cooldown, Action action, int failures) {
        return new RuleSpec(
                name,
                true,
                Optional.empty(),
                trigger,
                Conditions.none(),
                cooldown,
                ApprovalGate.none(),
                action,
                failures);
    }

    private static RuleSpec approved(RuleSpec spec) {
        return new RuleSpec(
                spec.name(),
                spec.enabled(),
                spec.repository(),
                spec.trigger(),
                spec.conditions(),
                spec.cooldown(),
                new ApprovalGate(true, ApprovalGate.DEFAULT_MINUTES, false),
                spec.action(),
                spec.maxConsecutiveFailures());
    }
}
