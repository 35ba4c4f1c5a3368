package katas.vending.naive;

/** A naive machine that nobody changes any more, equal to one that looks the same. */
record NaiveState(NaiveMachine machine) {
    @Override
    public boolean equals(Object other) {
        return other instanceof NaiveState state
                && machine.view().equals(state.machine().view());
    }

    @Override
    public int hashCode() {
        return machine.view().hashCode();
    }
}
