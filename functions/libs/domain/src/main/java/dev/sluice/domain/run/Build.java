package dev.sluice.domain.run;

import java.util.Objects;

/** An immutable artifact: the platform's id, the full commit it was made from, and its digest ({@code sha256:…}; empty where the platform has none). */
public record Build(String id, String commit, String digest) {
    public Build {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(digest, "digest");
    }
}
