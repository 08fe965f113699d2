package dev.sluice.domain.rule;

import dev.sluice.domain.event.EventKind;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** When a rule fires. Patterns are ref patterns of {@link Glob}. */
public sealed interface Trigger {
    EventKind kind();

    <R> R fold(Cases<R> cases);

    /** One function per trigger type, so that a new type does not compile until it is handled everywhere. */
    record Cases<R>(
            Function<Push, R> push,
            Function<TagPush, R> tagPush,
            Function<PrOpen, R> prOpen,
            Function<PrMerge, R> prMerge,
            Function<Manual, R> manual) {}

    /** A push to a branch that one of the patterns takes (at least one pattern). */
    record Push(List<String> branchPatterns) implements Trigger {
        public Push {
            branchPatterns = List.copyOf(branchPatterns);
        }

        @Override
        public EventKind kind() {
            return EventKind.PUSH;
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.push().apply(this);
        }
    }

    /** A pushed tag. */
    record TagPush(String tagPattern) implements Trigger {
        public TagPush {
            Objects.requireNonNull(tagPattern, "tagPattern");
        }

        @Override
        public EventKind kind() {
            return EventKind.TAG_PUSH;
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.tagPush().apply(this);
        }
    }

    /** A pull request that was opened; an empty list takes all branches. */
    record PrOpen(List<String> targetBranchPatterns, List<String> sourceBranchPatterns) implements Trigger {
        public PrOpen {
            targetBranchPatterns = List.copyOf(targetBranchPatterns);
            sourceBranchPatterns = List.copyOf(sourceBranchPatterns);
        }

        @Override
        public EventKind kind() {
            return EventKind.PR_OPEN;
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.prOpen().apply(this);
        }
    }

    /** A pull request that was merged; an empty list takes all target branches. */
    record PrMerge(List<String> targetBranchPatterns) implements Trigger {
        public PrMerge {
            targetBranchPatterns = List.copyOf(targetBranchPatterns);
        }

        @Override
        public EventKind kind() {
            return EventKind.PR_MERGE;
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.prMerge().apply(this);
        }
    }

    /** The Run button or the API. */
    record Manual() implements Trigger {
        @Override
        public EventKind kind() {
            return EventKind.MANUAL;
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.manual().apply(this);
        }
    }
}
