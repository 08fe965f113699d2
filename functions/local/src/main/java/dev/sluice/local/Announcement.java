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

/** What a person, and a program, needs to know once everything is up. */
record Announcement(URI url, URI agent, Path repository, String webhookSecret, List<DemoEnvironment> environments) {

    Announcement {
        environments = List.copyOf(environments);
    }

    /**
     * Writes {@code local.json} and one {@code <person>.header} file each for curl's {@code -H @file}; all of them are
     * for their owner alone. The tokens are new at each start.
     */
    void write(Path folder, Issuer issuer) throws IOException {
        ObjectNode local = Json.object()
                .put("url", url.toString())
                .put("hooks", hook().toString())
                .put("mail", mail().toString())
                .put("agent", agent.toString());
        ObjectNode tokens = local.putObject("tokens");
        for (Person person : Person.DEMO) {
            String token = issuer.accessToken(person);
            tokens.put(person.name(), token);
            String header = "Authorization: Bearer " + token + "\n";
            PrivateFiles.write(folder.resolve(person.name() + ".header"), header.getBytes(StandardCharsets.US_ASCII));
        }
        ObjectNode demo = local.putObject("demo")
                .put("project", DemoSeed.PROJECT)
                .put("repository", repository.toString())
                .put("webhook_secret", webhookSecret);
        ObjectNode sites = demo.putObject("environments");
        environments.forEach(it -> sites.put(it.name(), it.site().toString()));
        PrivateFiles.write(
                folder.resolve("local.json"),
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(local));
    }

    URI mail() {
        return url.resolve("/mail");
    }

    URI hook() {
        return url.resolve("/hooks/" + DemoSeed.PROJECT + "/github");
    }

    /** What stands on the terminal; the commands work as they are. */
    String text(Path folder, double seconds) {
        var text = new StringBuilder("\nSluice is ready at %s  (%.1f s)\n\n".formatted(url, seconds));
        for (DemoEnvironment environment : environments) {
            text.append("  %-11s %s\n".formatted(environment.name(), environment.site()));
        }
        return text.append(
                        """
                          mail        %6$s
                          tokens      %1$s/local.json

                        Try a push:

                          git clone -q -c user.name=Developer -c user.email=developer@example.com %2$s shop && cd shop
                          echo '<p>Open on Sundays, too.</p>' >> index.html && git commit -qam 'Open on Sundays' && git push

                        and see what came of it:

                          curl -s %3$s
                          curl -s -H @%1$s/viewer.header %4$s/api/v1/projects/%5$s/runs

                        Ctrl-C ends it; the next start goes on where it was.
                        """
                                .formatted(
                                        folder, repository, environments.get(0).site(), url, DemoSeed.PROJECT, mail()))
                .toString();
    }

    @Override
    public String toString() {
        return "Announcement[" + url + ", " + DemoRepository.FULL_NAME + ", ***]";
    }
}
