package dev.sluice.domain.store;

import java.util.Objects;

/** One part of a commit: see {@link Commits}. Each names, by its entity's revision, the state that it came from. */
public sealed interface Write {
    Entity entity();

    /** Stores the entity as revision + 1; revision 0 means that none may be there. */
    record Save(Entity entity) implements Write {
        public Save {
            Objects.requireNonNull(entity, "entity");
        }
    }

    /** Deletes what is stored with this revision. */
    record Remove(Entity entity) implements Write {
        public Remove {
            Objects.requireNonNull(entity, "entity");
        }
    }

    /** Changes nothing, but the commit fails unless this revision is still the stored one (0: still none). */
    record Expect(Entity entity) implements Write {
        public Expect {
            Objects.requireNonNull(entity, "entity");
        }
    }

    static Write save(Entity entity) {
        return new Save(entity);
    }

    static Write remove(Entity entity) {
        return new Remove(entity);
    }

    static Write expect(Entity entity) {
        return new Expect(entity);
    }
}
