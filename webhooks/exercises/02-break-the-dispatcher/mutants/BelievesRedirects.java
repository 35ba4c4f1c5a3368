import katas.webhooks.retry.Verdict;

/** Wrong: takes every answer that is no error for a yes. */
final class BelievesRedirects extends RealDispatcher {

    BelievesRedirects(World world) {
        super(world);
    }

    @Override
    Verdict verdict(Reply reply) {
        return reply.status() < 400 ? new Verdict.Delivered() : super.verdict(reply);
    }
}
