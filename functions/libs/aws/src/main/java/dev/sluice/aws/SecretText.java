package dev.sluice.aws;

import dev.sluice.domain.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Reads a secret from where its reference says: a file of its owner's on one machine, Secrets Manager on AWS. */
public final class SecretText {
    private static final String FILE = "file:";
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretText() {}

    /**
     * {@code reference}: {@code file:/absolute/path} (mode 0600 or 0400), or the ARN of a Secrets Manager secret, which is read
     * now with the SDK's default region, credentials and HTTP client. {@code what} names the secret in errors, as in
     * {@code "encryption key"}.
     */
    public static Secret load(String what, String reference) {
        return load(what, reference, SecretsManagerClient::create);
    }

    /** As {@link #load(String, String)}, with a client of the caller's, which is closed; it is asked for only if an ARN is given. */
    static Secret load(String what, String reference, Supplier<SecretsManagerClient> secrets) {
        if (reference.startsWith(FILE)) {
            return new Secret(readFile(what, Path.of(reference.substring(FILE.length()))));
        }
        if (reference.startsWith("arn:")) {
            try (SecretsManagerClient client = secrets.get()) {
                String text = client.getSecretValue(r -> r.secretId(reference)).secretString();
                return new Secret(text == null ? "" : text);
            }
        }
        throw new IllegalArgumentException(
                "The " + what + " is named by file:/absolute/path or by the ARN of a Secrets Manager secret.");
    }

    private static String readFile(String what, Path file) {
        if (!file.isAbsolute()) {
            throw new IllegalArgumentException("The " + what + "'s file is named by its absolute path: " + file + ".");
        }
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (!OWNERS.containsAll(mode)) {
                throw new IllegalArgumentException("The " + what + "'s file " + file + " has mode "
                        + PosixFilePermissions.toString(mode) + "; only its owner may read it: chmod 600 " + file);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The " + what + "'s file " + file + " cannot be read.", e);
        }
    }
}
