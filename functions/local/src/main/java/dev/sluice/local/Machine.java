package dev.sluice.local;

import dev.sluice.local.aws.Calls;
import dev.sluice.local.demo.GitHost;
import dev.sluice.local.events.EventRules;
import dev.sluice.local.events.QueueFeed;
import dev.sluice.local.http.Front;
import dev.sluice.local.http.LocalServer;
import dev.sluice.local.http.Routes;
import dev.sluice.local.io.Parts;
import dev.sluice.local.io.Ports;
import dev.sluice.local.io.PrivateFiles;
import dev.sluice.local.lambda.Functions;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.lambda.Launcher;
import dev.sluice.local.mail.MailCatcher;
import dev.sluice.local.mail.MailPage;
import dev.sluice.local.mail.Mailbox;
import dev.sluice.local.oidc.Issuer;
import dev.sluice.local.process.Children;
import dev.sluice.local.states.StateMachines;
import dev.sluice.local.template.Stack;
import dev.sluice.local.template.StackReader;
import dev.sluice.local.template.Surroundings;
import dev.sluice.local.template.Template;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * All parts of one machine, started side by side and closed in the reverse order. After {@link #start} everything
 * answers; nothing of it outlives the process.
 */
final class Machine implements AutoCloseable {

    private final LocalConfig config;
    private final Clock clock;
    private final Calls calls = new Calls();
    private final Parts parts = new Parts();
    private final ScheduledExecutorService timer;
    private Announcement announcement;

    private Machine(LocalConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.timer = Executors.newScheduledThreadPool(8, task -> {
            var thread = new Thread(null, task, "machine", 512 << 10);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts everything; it answers when this returns.
     *
     * @throws CannotStart when something outside keeps it from starting, in words for a person
     */
    static Machine start(LocalConfig config, Clock clock) throws IOException, InterruptedException {
        var machine = new Machine(config, clock);
        try {
            machine.run();
            return machine;
        } catch (CompletionException e) {
            machine.close();
            throw e.getCause() instanceof CannotStart known ? known : new CannotStart(reason(e.getCause()), e);
        } catch (BindException e) {
            machine.close();
            throw new CannotStart(e.getMessage() + "; choose another with -Dsluice.port (0: any free one)", e);
        } catch (IOException | RuntimeException e) {
            machine.close();
            throw e instanceof IOException ? new CannotStart(reason(e), e) : (RuntimeException) e;
        }
    }

    private static String reason(Throwable cause) {
        return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
    }

    Announcement announcement() {
        return announcement;
    }

    private void run() throws IOException, InterruptedException {
        Artifacts artifacts = Artifacts.find(config.root());
        var data = parts.keep(DataFolder.take(config.data()));
        var ports = Ports.open(data.path("ports.json"));
        int port = config.port() == 0 ? Ports.anyFree() : config.port();
        if (!Ports.isFree(port)) {
            throw new BindException("port " + port + " is taken");
        }
        URI url = URI.create("http://127.0.0.1:" + port);
        var engines = parts.keep(new Engines(data, ports));
        var children = parts.keep(Children.open(data.path("processes.json")));
        int mailPort = ports.port("smtp");
        Stack stack = stack(artifacts, data, engines, parameters(url, mailPort));
        CompletableFuture<Void> engined = engines.start(stack, timer);

        Issuer issuer = Issuer.open(url.resolve("/oidc"), data.path("secrets").resolve("oidc-key.json"), clock);
        Functions functions = functions(stack, artifacts, data, children, engines);
        Demo demo =
                parts.keep(Demo.start(new Demo.Ground(data, ports, children, timer, clock), url, artifacts.agent()));
        Mailbox mailbox = Mailbox.open(data.path("mail"), clock);
        parts.keep(MailCatcher.start(mailPort, mailbox));
        Map<String, LocalServer.Handler> localPaths = Map.of(
                "oidc", issuer, "mail", new MailPage(mailbox), "demo", demoPaths(demo.gitHost(), data.secret("local")));
        serve(port, stack, functions, localPaths);
        CompletableFuture<Void> up = functions.start();

        engined.join();
        feed(stack, engines, functions, data);
        up.join();
        announcement = demo.plant(issuer);
        announcement.write(config.data(), issuer);
    }

    /** What whoever deploys would say; e-mail goes to the catcher of this machine. */
    private static Map<String, String> parameters(URI url, int mailPort) {
        return Map.of(
                "OidcIssuer",
                url + "/oidc",
                "PublicUrl",
                url.toString(),
                "SmtpHost",
                "127.0.0.1",
                "SmtpPort",
                Integer.toString(mailPort),
                "SmtpSecurity",
                "none",
                "SmtpFrom",
                "sluice@sluice.localhost");
    }

    private Stack stack(Artifacts artifacts, DataFolder data, Engines engines, Map<String, String> parameters)
            throws IOException {
        URI url = URI.create(parameters.get("PublicUrl"));
        var surroundings = new Surroundings(
                Engines.REGION, Engines.ACCOUNT, engines.sqsAddress(), url, data.path("secrets"), parameters);
        Stack stack = StackReader.read(Template.read(artifacts.template(), "Sluice"), surroundings);
        data.makeSecrets(stack.secrets());
        return stack;
    }

    private Functions functions(Stack stack, Artifacts artifacts, DataFolder data, Children children, Engines engines)
            throws IOException {
        Map<String, String> variables = new HashMap<>(engines.variables(config.countCalls(), calls));
        // no template says this: webhooks may come to servers of this very machine
        variables.put("SLUICE_NOTICES_LOOPBACK", "true");
        Launcher launcher = Launcher.open(data.path(""), artifacts.runtimeClient(), variables, children);
        return parts.keep(new Functions(stack.functions().stream()
                .map(spec -> new LambdaFunction(spec, launcher, timer, clock))
                .toList()));
    }

    private void serve(int port, Stack stack, Functions functions, Map<String, LocalServer.Handler> localPaths)
            throws IOException {
        var front = new Front(new Routes(stack.routes()), functions, Engines.ACCOUNT, clock, localPaths);
        parts.keep(LocalServer.start(port, "front", Front.MAX_BODY, front));
    }

    private LocalServer.Handler demoPaths(GitHost gitHost, String secret) {
        var metrics = new Metrics(calls, config.countCalls(), secret);
        return request -> request.rawPath().equals("/demo/metrics") ? metrics.handle(request) : gitHost.handle(request);
    }

    /** Lets events flow: state machines, then queues and schedules that feed functions. */
    private void feed(Stack stack, Engines engines, Functions functions, DataFolder data) throws IOException {
        Path notes = PrivateFiles.folder(data.path("in-flight"));
        var rules = new EventRules(stack.rules(), functions, clock, Engines.REGION, Engines.ACCOUNT);
        parts.keep(StateMachines.start(
                data.path("executions"),
                engines.statesPort(),
                stack.stateMachines(),
                new StateMachines.Neighbours(functions, engines.sqs(), engines.queues(), rules)));
        stack.eventSources().forEach(source -> {
            String url = engines.queues().url(source.queueName());
            var queue = new QueueFeed.Source(engines.sqs(), url, Engines.REGION, notes);
            parts.keep(new QueueFeed(source, queue, functions)).start();
        });
        rules.start(timer);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        parts.close();
    }
}
