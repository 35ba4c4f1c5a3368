package katas.vending.naive;

import java.time.Instant;
import katas.vending.Command;
import katas.vending.Machine;
import katas.vending.world.Design;

/** The naive machine, in the replica's memory. */
final class NaiveDesign implements Design<NaiveState> {
    @Override
    public Answer<NaiveState> execute(NaiveState state, Command command, Instant now) {
        var machine = new NaiveMachine(state.machine());
        machine.execute(command, now);
        return new Answer<>(new NaiveState(machine), machine.events());
    }

    @Override
    public Machine view(NaiveState state) {
        return state.machine().view();
    }

    @Override
    public NaiveState afterPowerCut(NaiveState state) {
        return new NaiveState(state.machine().afterPowerCut());
    }

    @Override
    public NaiveState settled(NaiveState state) {
        return state;
    }
}
