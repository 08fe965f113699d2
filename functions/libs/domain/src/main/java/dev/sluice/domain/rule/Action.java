package dev.sluice.domain.rule;

import dev.sluice.domain.EnvironmentId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a rule does, to which environment. */
public sealed interface Action {
    EnvironmentId target();

    /** The environment that a promote or a clone takes from. */
    default Optional<EnvironmentId> source() {
        return Optional.empty();
    }

    /** The environments that nobody else may act on meanwhile, in the one order in which everybody enters their lanes. */
    default List<EnvironmentId> lanes() {
        return List.of(target());
    }

    /** The word for this type in JSON. */
    String type();

    <R> R fold(Cases<R> cases);

    /** One function per action type. */
    record Cases<R>(
            Function<Deploy, R> deploy,
            Function<QuickUpdate, R> quickUpdate,
            Function<Promote, R> promote,
            Function<Clone, R> cloning) {}

    /** A full deploy of the event's commit; without {@code force} a target that runs it already is skipped. */
    record Deploy(EnvironmentId target, boolean force) implements Action {
        public Deploy {
            Objects.requireNonNull(target, "target");
        }

        @Override
        public String type() {
            return "deploy";
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.deploy().apply(this);
        }
    }

    /** New code without installing dependencies or migrating. */
    record QuickUpdate(EnvironmentId target) implements Action {
        public QuickUpdate {
            Objects.requireNonNull(target, "target");
        }

        @Override
        public String type() {
            return "quick_update";
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.quickUpdate().apply(this);
        }
    }

    /** The very build that the source ran when the run was admitted; with {@code requireTagCommit} only if it is the tag's commit. */
    record Promote(EnvironmentId from, EnvironmentId target, boolean requireTagCommit) implements Action {
        public Promote {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(target, "target");
        }

        @Override
        public Optional<EnvironmentId> source() {
            return Optional.of(from);
        }

        @Override
        public String type() {
            return "promote";
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.promote().apply(this);
        }
    }

    /** Overwrites the target's data with the source's; never a production target. */
    record Clone(EnvironmentId from, EnvironmentId target, boolean neutralize, boolean includeFilestore)
            implements Action {
        public Clone {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(target, "target");
        }

        @Override
        public Optional<EnvironmentId> source() {
            return Optional.of(from);
        }

        /** The source as well: a deployment there would change the data while they are copied. */
        @Override
        public List<EnvironmentId> lanes() {
            return Stream.of(from, target)
                    .sorted(Comparator.comparing(EnvironmentId::value))
                    .toList();
        }

        @Override
        public String type() {
            return "clone";
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.cloning().apply(this);
        }
    }
}
