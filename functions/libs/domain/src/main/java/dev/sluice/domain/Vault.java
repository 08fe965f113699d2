package dev.sluice.domain;

/**
 * Encrypts what must not be readable in the table. {@code purpose} (such as {@code "hook demo github"}) is bound to the
 * ciphertext: an envelope copied to another place does not open there.
 */
public interface Vault {
    Sealed seal(String purpose, Secret secret);

    /** Throws {@link IllegalArgumentException} for an envelope that is damaged, foreign, or of an unknown key version. */
    Secret open(String purpose, Sealed sealed);
}
