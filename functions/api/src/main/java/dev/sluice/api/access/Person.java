package dev.sluice.api.access;

import java.util.Locale;
import java.util.Objects;

/** Who asks: the issuer's id for the person, and the e-mail that the issuer has verified, in lower case. */
public record Person(String subject, String email) {
    public Person {
        Objects.requireNonNull(subject, "subject");
        email = email.toLowerCase(Locale.ROOT);
    }
}
