import katas.webhooks.retry.Verdict;

/** Wrong: does not listen when it is asked to wait. */
final class ComesTooSoon extends RealDispatcher {

    ComesTooSoon(World world) {
        super(world);
    }

    @Override
    Verdict verdict(Reply reply) {
        return Verdict.of(reply.status(), null, world.now());
    }
}
