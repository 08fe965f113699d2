package dev.sluice.local.oidc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One of the three people of the demo. The subject is the same on every machine and at every start. */
public record Person(String name, String subject, String email, String fullName) {

    public static final List<Person> DEMO =
            List.of(of("admin", "Demo Admin"), of("developer", "Demo Developer"), of("viewer", "Demo Viewer"));

    private static Person of(String name, String fullName) {
        UUID subject = UUID.nameUUIDFromBytes(("sluice demo person " + name).getBytes(StandardCharsets.UTF_8));
        return new Person(name, subject.toString(), name + "@example.com", fullName);
    }

    static Optional<Person> named(String name) {
        return DEMO.stream().filter(person -> person.name().equals(name)).findFirst();
    }

    static Optional<Person> withSubject(String subject) {
        return DEMO.stream().filter(person -> person.subject().equals(subject)).findFirst();
    }
}
