package dev.sluice.api.run;

import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.Write;
import java.util.List;
import java.util.function.Function;

/** What comes of a person's wish to decide a run. */
public sealed interface Outcome {
    <R> R fold(Cases<R> cases);

    /** One function per case. */
    record Cases<R>(
            Function<Decided, R> decided,
            Function<Closed, R> closed,
            Function<Broken, R> broken,
            Function<Forbidden, R> forbidden,
            Function<Silent, R> silent) {}

    /** The run as it is with the decision, and what has to be written, all or none, for it to be so. */
    record Decided(Run run, List<Write> writes) implements Outcome {
        public Decided {
            writes = List.copyOf(writes);
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.decided().apply(this);
        }
    }

    /** The question is not open, or no more; {@code code} is the stable word for why. */
    record Closed(Run run, String code, String sentence) implements Outcome {
        public static final String DECIDED = "already_decided";
        public static final String EXPIRED = "approval_expired";
        public static final String SUPERSEDED = "superseded";
        public static final String NOT_PENDING = "not_pending";

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.closed().apply(this);
        }
    }

    /** What was to be approved is not what it was any more. {@code repeatable}: whether the question can be asked anew. */
    record Broken(Run run, Reason why, boolean repeatable) implements Outcome {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.broken().apply(this);
        }
    }

    /** Not by this person. */
    record Forbidden(String code, String sentence) implements Outcome {
        public static final String NO_ADMIN = "forbidden";
        public static final String SELF = "self_approval";

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.forbidden().apply(this);
        }
    }

    /** What had to be asked first gave no answer, or others were always faster; nothing was decided. */
    record Silent(int status, String code, String sentence) implements Outcome {
        static Silent platform(String sentence) {
            return new Silent(502, "platform_unavailable", sentence);
        }

        static Silent crowded() {
            return new Silent(409, "changed_meanwhile", "Others are changing the same things right now. Try again.");
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.silent().apply(this);
        }
    }
}
