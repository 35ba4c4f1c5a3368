package katas.lab.cli.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import katas.lab.cli.build.Builds;
import katas.lab.cli.run.RunningLab.Address;
import katas.lab.cli.run.RunningLab.Entry;
import katas.lab.cli.terminal.Activity;
import katas.lab.cli.terminal.Colour;
import katas.lab.cli.terminal.Console;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.Settings;
import katas.lab.cli.tree.Tree;

/**
 * One {@code ./kata up}, from its first start to its last stop.
 *
 * <p>A shutdown hook stops what has started, at any moment and in order; after a kill -9 the guards of the processes do.
 */
public final class LabRun {
    private final Tree tree;
    private final Console console;
    private final Settings settings;
    private final List<Choice> choices;
    private final Infrastructure infrastructure;
    private final List<Service> services = new CopyOnWriteArrayList<>();
    private final Watch watch;
    private boolean stopped;

    private LabRun(Tree tree, Console console, Settings settings, List<Choice> choices) {
        this.tree = tree;
        this.console = console;
        this.settings = settings;
        this.choices = choices;
        var needs = choices.stream()
                .flatMap(choice -> choice.kata().needs().stream())
                .collect(Collectors.toSet());
        this.infrastructure = new Infrastructure(needs, tree.data());
        this.watch = new Watch(console, services, infrastructure.servers());
    }

    /**
     * Starts services and all they need, and stays until they are stopped.
     *
     * @throws Stopped when another run is up, a port is taken, something does not start, or nothing is left running
     */
    public static void run(Tree tree, Console console, Settings settings, List<Choice> choices) {
        try (var _ = RunLock.take(tree).orElseThrow(() -> RunningLab.refusal(tree))) {
            Ports.check(settings, choices);
            Leftovers.delete(tree, Instant.now());
            new Builds(tree, console).jars(choices.stream().map(Choice::name).toList());
            new LabRun(tree, console, settings, choices).run();
        }
    }

    private void run() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::stop));
        try {
            start();
            watch.untilNoServiceRuns();
            throw Stopped.environment(
                    "No service is left running.", "see " + tree.root().relativize(tree.logs()));
        } finally {
            stop();
        }
    }

    private void start() {
        var unpacked = new ArrayList<UnpackedService>();
        var logs = new ArrayList<ServiceLog>();
        try (var activity = Activity.begin(console, "starting")) {
            for (var server : infrastructure.servers()) {
                activity.at(server.name());
                infrastructure.start(server);
            }
            // again, since the build took its time: an answer on a port must come from our own service
            Ports.check(settings, choices);
            for (var choice : choices) {
                activity.at(choice.name());
                unpacked.add(UnpackedService.of(tree, choice.name()));
                logs.add(log(choice));
                services.add(start(choice, unpacked.getLast(), logs.getLast()));
            }
            services.forEach(Service::awaitReady);
            activity.done("ready");
        }
        var lab = RunningLab.here(entries());
        lab.write(tree);
        new Welcome(console, settings).print(choices, lab.addresses(), infrastructure.servers());
        logs.forEach(ServiceLog::open);
        trainLater(unpacked);
    }

    private ServiceLog log(Choice choice) {
        int width =
                choices.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        var label = choice.name() + " ".repeat(width - choice.name().length());
        return new ServiceLog(console, new LogFile(tree, choice.name()), label, choices.indexOf(choice));
    }

    private Service start(Choice choice, UnpackedService unpacked, ServiceLog log) {
        var environment = new HashMap<>(infrastructure.environment());
        environment.put("VARIANT", choice.variant().name());
        environment.put("KATAS_DEMO_KEYS", Boolean.toString(settings.demoKeys()));
        // katas that can ask each other do
        choices.forEach(
                each -> environment.put(variable(each) + "_URL", "http://localhost:" + settings.port(each.kata())));
        choice.kata()
                .also()
                .forEach(listener ->
                        environment.put(Settings.portVariable(listener), Integer.toString(settings.port(listener))));
        return Service.start(unpacked, settings.port(choice.kata()), environment, log::line);
    }

    private static String variable(Choice choice) {
        return choice.name().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** After the first start of a new jar: nobody waits for it now, and the next start is faster. */
    private void trainLater(List<UnpackedService> unpacked) {
        var untrained = unpacked.stream().filter(service -> !service.trained()).toList();
        if (!untrained.isEmpty()) {
            console.line(
                    console.paint(Colour.FAINT, " In the background: preparing a faster next start, once per build."));
            Thread.ofPlatform().daemon().name("train").start(() -> untrained.forEach(this::train));
        }
    }

    private void train(UnpackedService service) {
        try {
            service.train(19);
        } catch (Stopped stopped) {
            console.line(console.paint(Colour.FAINT, " No faster next start: " + stopped.getMessage()));
        }
    }

    private List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < services.size(); i++) {
            var choice = choices.get(i);
            var service = services.get(i);
            entries.add(new Entry(address(choice, service), service.pid()));
        }
        return entries;
    }

    private Address address(Choice choice, Service service) {
        var variant = choice.variant().name();
        if (!settings.demoKeys()) {
            return new Address(choice.name(), service.url(), null, null, null, variant);
        }
        var keys = choice.kata().keys();
        return new Address(choice.name(), service.url(), keys.api(), keys.admin(), keys.other(), variant);
    }

    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        watch.end();
        console.line("Stopping …");
        services.parallelStream().forEach(Service::close);
        infrastructure.close();
        RunningLab.delete(tree);
        console.line("Stopped.");
    }
}
