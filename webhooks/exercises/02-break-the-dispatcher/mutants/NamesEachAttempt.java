/** Wrong: gives each attempt a name of its own: who gets a message twice cannot know. */
final class NamesEachAttempt extends RealDispatcher {

    NamesEachAttempt(World world) {
        super(world);
    }

    @Override
    String id(Delivery delivery) {
        return delivery.attempts == 0 ? super.id(delivery) : world.newId();
    }
}
