package dev.sluice.local.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A role of the server and the file with its password, which its owner alone reads. */
public record Login(String role, Path passwordFile) {

    /** The name of the server's superuser. */
    public static final String SUPERUSER = "postgres";

    String password() throws IOException {
        return Files.readString(passwordFile, StandardCharsets.US_ASCII).strip();
    }
}
