/** Wrong: whoever is first has a worker, and who hangs has all of them. */
final class SharesItsWorkers extends RealDispatcher {

    SharesItsWorkers(World world) {
        super(world);
    }

    @Override
    boolean hasRoom(String endpoint) {
        return true;
    }
}
