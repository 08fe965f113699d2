package dev.sluice.local;

import dev.sluice.local.demo.AgentProcess;
import dev.sluice.local.demo.DemoEnvironment;
import dev.sluice.local.demo.DemoRepository;
import dev.sluice.local.demo.DemoSeed;
import dev.sluice.local.demo.GitHost;
import dev.sluice.local.demo.Site;
import dev.sluice.local.demo.SluiceApi;
import dev.sluice.local.demo.Webhook;
import dev.sluice.local.io.Ports;
import dev.sluice.local.oidc.Issuer;
import dev.sluice.local.oidc.Person;
import dev.sluice.local.process.Children;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** The demo around Sluice: a repository with its git host, a deploy agent, and what it deploys being served. */
final class Demo implements AutoCloseable {

    private record Served(DemoEnvironment environment, Site site) {}

    private final DataFolder data;
    private final URI url;
    private final DemoRepository repository;
    private final GitHost gitHost;
    private final List<Served> served;
    private final AgentProcess agent;

    private Demo(
            DataFolder data,
            URI url,
            DemoRepository repository,
            GitHost gitHost,
            List<Served> served,
            AgentProcess agent) {
        this.data = data;
        this.url = url;
        this.repository = repository;
        this.gitHost = gitHost;
        this.served = served;
        this.agent = agent;
    }

    /** What the demo's processes need of the machine around it. */
    record Ground(DataFolder data, Ports ports, Children children, ScheduledExecutorService timer, Clock clock) {}

    /** Makes the repository, serves the environments, and starts the agent without waiting for it. */
    static Demo start(Ground ground, URI url, Path agentJar) throws IOException {
        DataFolder data = ground.data();
        DemoRepository repository = DemoRepository.open(data.path("demo"));
        String secret = data.secret("local");
        var gitHost = new GitHost(repository, url, secret, ground.clock());
        repository.pointHook(url.resolve("/demo/pushes"), secret);
        List<Served> served = List.of(serve(ground, "staging", "Staging"), serve(ground, "production", "Production"));
        data.secret("agent-key");
        var agent = new AgentProcess(
                new AgentProcess.Settings(
                        agentJar,
                        data.path("agent"),
                        data.path("secrets").resolve("agent-key"),
                        data.path("logs").resolve("agent.log"),
                        ground.ports().port("agent"),
                        repository.path(),
                        served.stream().map(Served::environment).toList()),
                ground.children(),
                ground.timer());
        agent.start();
        return new Demo(data, url, repository, gitHost, served, agent);
    }

    private static Served serve(Ground ground, String name, String title) throws IOException {
        Path folder = ground.data().path("agent").resolve("environments").resolve(name);
        Site site = Site.start(name, folder, ground.ports().port("site-" + name));
        return new Served(new DemoEnvironment(name, title, folder, site.url()), site);
    }

    GitHost gitHost() {
        return gitHost;
    }

    /** Fills Sluice with the demo's project over its API, and lets webhooks flow. */
    Announcement plant(Issuer issuer) throws IOException, InterruptedException {
        agent.awaitHealth();
        Person admin = Person.DEMO.get(0);
        List<DemoEnvironment> environments =
                served.stream().map(Served::environment).toList();
        var seed = new DemoSeed(new SluiceApi(url, issuer.accessToken(admin)), data.path("demo"));
        String secret = seed.plant(environments, agent.url(), data.secret("agent-key"));
        var announcement = new Announcement(url, agent.url(), repository.path(), secret, environments);
        gitHost.deliverTo(new Webhook(announcement.hook(), secret));
        return announcement;
    }

    @Override
    public void close() {
        agent.close();
        served.forEach(it -> it.site().close());
    }
}
