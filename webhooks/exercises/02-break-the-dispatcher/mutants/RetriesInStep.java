/** Wrong: what failed together comes back together. */
final class RetriesInStep extends RealDispatcher {

    RetriesInStep(World world) {
        super(world, 0);
    }
}
