package katas.vending.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Optional;
import katas.vending.Event;
import katas.vending.Fleet;
import katas.vending.JournalEntry;
import katas.vending.Receipt;
import katas.vending.Request;
import katas.vending.Snapshot;
import katas.vending.table.CommandKind;

/** Counts and times commands: {@code vending.commands}, tags {@code command} and {@code outcome}. */
public final class MeteredFleet implements Fleet {
    private final Fleet fleet;
    private final MeterRegistry meters;

    public MeteredFleet(Fleet fleet, MeterRegistry meters) {
        this.fleet = fleet;
        this.meters = meters;
    }

    @Override
    public Receipt execute(String machine, Request request) {
        var sample = Timer.start(meters);
        var outcome = "failed";
        try {
            var receipt = fleet.execute(machine, request);
            outcome = nameOf(receipt);
            return receipt;
        } finally {
            sample.stop(Timer.builder("vending.commands")
                    .description("commands by kind and outcome")
                    .tag("command", CommandKind.of(request.command()).text())
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }

    private static String nameOf(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Done _ -> "done";
            case Receipt.Refused _ -> "refused";
            case Receipt.Stale _ -> "stale";
            case Receipt.UnknownMachine _ -> "unknown-machine";
            case Receipt.IdTaken _ -> "id-taken";
        };
    }

    @Override
    public Optional<Snapshot> install(String id, Event.MachineInstalled installation) {
        return fleet.install(id, installation);
    }

    @Override
    public Optional<Snapshot> find(String id) {
        return fleet.find(id);
    }

    @Override
    public List<Snapshot> page(String after, int limit) {
        return fleet.page(after, limit);
    }

    @Override
    public List<JournalEntry> journal(String machine, long after, int limit) {
        return fleet.journal(machine, after, limit);
    }
}
