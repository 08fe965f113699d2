package dev.sluice.api.rule;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Problem;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.FieldError;
import dev.sluice.domain.Fields;
import dev.sluice.domain.Parsed;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleChecks;
import dev.sluice.domain.rule.RuleParser;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.run.ApprovalRights;
import dev.sluice.domain.store.ProjectStore.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What must hold before a rule is touched: that it is there, that its text is right, that this person may. */
final class RuleDesk {
    private RuleDesk() {}

    static Rule rule(Snapshot now, String id) {
        RuleId wanted = Inputs.id(id, RuleId::new);
        return Inputs.found(
                now.rules().stream().filter(r -> r.id().equals(wanted)).findFirst());
    }

    static RuleSpec parse(Map<String, Object> json) {
        return RuleParser.parse(json).fold(spec -> spec, errors -> {
            throw Problem.invalid(errors).refused();
        });
    }

    /**
     * Reads the body's {@code rule}, which need not be saved: a rule's text. All that would keep it from being saved, whoever may,
     * is added to {@code wrong}, named below {@code rule}; then it is empty. That it is no object is an error of the fields.
     * {@code members}: as for {@link #requireSavable}.
     */
    static Optional<RuleSpec> draft(
            Fields fields,
            Map<String, Object> body,
            Snapshot now,
            Supplier<List<Member>> members,
            List<FieldError> wrong) {
        fields.missing("rule", "Required: a rule's text, as it would be saved.");
        return Inputs.inner(fields, "rule", body, text -> draft(text, now, members), wrong);
    }

    private static Parsed<RuleSpec> draft(Map<String, Object> json, Snapshot now, Supplier<List<Member>> members) {
        return RuleParser.parse(json)
                .fold(
                        spec -> {
                            List<FieldError> errors = wrong(spec, now, members);
                            return errors.isEmpty() ? new Parsed.Ok<>(spec) : new Parsed.Bad<>(errors);
                        },
                        Parsed.Bad::new);
    }

    /** The rule that {@code rule_id} names, which a draft would replace. */
    static Optional<Rule> replaced(Fields fields, Snapshot now) {
        Optional<String> id = fields.text("rule_id", 64);
        Optional<Rule> named = id.flatMap(
                i -> now.rules().stream().filter(r -> r.id().value().equals(i)).findFirst());
        if (id.isPresent() && named.isEmpty()) {
            fields.error("rule_id", "The id of a rule of this project.");
        }
        return named;
    }

    /**
     * Ends the request with 400 where the text does not fit the project, 403 where this person may not save it. {@code members}:
     * all of the project, read only where the rule's gate hangs on who there is.
     */
    static void requireSavable(Member member, RuleSpec spec, Snapshot now, Supplier<List<Member>> members) {
        requireMayTouch(member, spec, now.environments());
        if (spec.conditions().allowForks()) {
            Access.requireRole(member, Role.ADMIN, "Saving a rule with conditions.allow_forks");
        }
        List<FieldError> errors = wrong(spec, now, members);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).refused();
        }
    }

    /** Why {@link #requireSavable} and {@link #requireMayTouch} would refuse this person, whatever the text: each a sentence. */
    static List<String> refusals(Member member, RuleSpec spec, Optional<Rule> replaced, Snapshot now) {
        List<String> refusals = new ArrayList<>();
        if (!member.role().covers(Role.DEVELOPER)) {
            refusals.add("Only a Developer or an Admin can save a rule.");
        }
        if (!member.role().covers(Role.ADMIN)) {
            if (RuleReferences.touchesProduction(spec, now.environments())) {
                refusals.add("Only an Admin can save this rule: it touches production.");
            } else if (replaced.filter(r -> RuleReferences.touchesProduction(r.spec(), now.environments()))
                    .isPresent()) {
                refusals.add("Only an Admin can save this rule: the one that it replaces touches production.");
            }
            if (spec.conditions().allowForks()) {
                refusals.add("Only an Admin can save this rule: it lets forks in.");
            }
        }
        return refusals;
    }

    private static List<FieldError> wrong(RuleSpec spec, Snapshot now, Supplier<List<Member>> members) {
        List<FieldError> errors = new ArrayList<>(RuleChecks.check(spec, now.project(), now.environments()));
        RuleChecks.outOfReach(spec, now.environments()).ifPresent(errors::add);
        if (spec.approval().preventSelfApproval()) {
            boolean production = RuleReferences.touchesProduction(spec, now.environments());
            ApprovalRights.deadlock(spec, members.get(), production)
                    .ifPresent(why -> errors.add(new FieldError("approval.prevent_self_approval", why)));
        }
        return errors;
    }

    /** Ends the request with 403 where the rule needs more than this person's role. */
    static void requireMayTouch(Member member, RuleSpec spec, Map<EnvironmentId, Environment> environments) {
        if (RuleReferences.touchesProduction(spec, environments)) {
            Access.requireRole(member, Role.ADMIN, "A rule whose source or target is a production environment");
        }
    }
}
