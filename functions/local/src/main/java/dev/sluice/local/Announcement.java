package dev.sluice.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.demo.DemoEnvironment;
import dev.sluice.local.demo.DemoRepository;
import dev.sluice.local.demo.DemoSeed;
import dev.sluice.local.io.Json;
import dev.sluice.local.io.PrivateFiles;
import dev.sluice.local.oidc.Issuer;
import dev.sluice.local.oidc.Person;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a person, and a program, needs to know once everything is up.
 *
 * @param noClone why the demo's data cannot be cloned on this machine, a part of a sentence
 */
record Announcement(
        Addresses at, DemoSeed.Planted planted, List<DemoEnvironment> environments, Optional<String> noClone) {

    /** Where things are. */
    record Addresses(URI url, URI agent, Path repository) {}

    Announcement {
        environments = List.copyOf(environments);
    }

    /**
     * Writes {@code local.json} and one {@code <person>.header} file each for curl's {@code -H @file}; all of them are
     * for their owner alone. The tokens are new at each start.
     */
    void write(Path folder, Issuer issuer) throws IOException {
        ObjectNode local = Json.object()
                .put("url", at.url().toString())
                .put("hooks", hook().toString())
                .put("mail", mail().toString())
                .put("agent", at.agent().toString());
        ObjectNode tokens = local.putObject("tokens");
        for (Person person : Person.DEMO) {
            String token = issuer.accessToken(person);
            tokens.put(person.name(), token);
            String header = "Authorization: Bearer " + token + "\n";
            PrivateFiles.write(folder.resolve(person.name() + ".header"), header.getBytes(StandardCharsets.US_ASCII));
        }
        ObjectNode demo = local.putObject("demo")
                .put("project", DemoSeed.PROJECT)
                .put("repository", at.repository().toString())
                .put("webhook_secret", planted.secret());
        ObjectNode sites = demo.putObject("environments");
        environments.forEach(it -> sites.put(it.name(), it.site().toString()));
        ObjectNode refresh = demo.putObject("refresh");
        planted.refreshRule().ifPresent(rule -> refresh.put("rule", rule)
                .put("run", run(rule).toString()));
        noClone.ifPresent(why -> refresh.put("missing", why));
        PrivateFiles.write(
                folder.resolve("local.json"),
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(local));
    }

    URI mail() {
        return at.url().resolve("/mail");
    }

    URI hook() {
        return at.url().resolve("/hooks/" + DemoSeed.PROJECT + "/github");
    }

    private URI run(String rule) {
        return at.url().resolve("/api/v1/projects/" + DemoSeed.PROJECT + "/rules/" + rule + "/run");
    }

    /** What stands on the terminal; the commands work as they are. */
    String text(Path folder, double seconds) {
        var text = new StringBuilder("\nSluice is ready at %s  (%.1f s)\n\n".formatted(at.url(), seconds));
        for (DemoEnvironment environment : environments) {
            text.append("  %-11s %s\n".formatted(environment.name(), environment.site()));
        }
        text.append(
                """
                  mail        %6$s
                  tokens      %1$s/local.json

                Try a push:

                  git clone -q -c user.name=Developer -c user.email=developer@example.com %2$s shop && cd shop
                  echo '<p>Open on Sundays, too.</p>' >> index.html && git commit -qam 'Open on Sundays' && git push

                and see what came of it:

                  curl -s %3$s
                  curl -s -H @%1$s/viewer.header %4$s/api/v1/projects/%5$s/runs
                """
                        .formatted(
                                folder,
                                at.repository(),
                                environments.get(0).site(),
                                at.url(),
                                DemoSeed.PROJECT,
                                mail()));
        planted.refreshRule()
                .filter(rule -> noClone.isEmpty())
                .ifPresent(rule -> text.append(
                        """

                        Refresh staging from production, with its mail and payments off (at most once an hour):

                          curl -s -X POST -H @%s/admin.header %s
                        """
                                .formatted(folder, run(rule))));
        noClone.ifPresent(why -> text.append(
                """

                Staging cannot be refreshed from production here: %s. All else works.
                """
                        .formatted(why)));
        return text.append("\nCtrl-C ends it; the next start goes on where it was.\n")
                .toString();
    }

    @Override
    public String toString() {
        return "Announcement[" + at.url() + ", " + DemoRepository.FULL_NAME + ", ***]";
    }
}
