import java.time.Duration;
import java.util.ArrayList;

/** A process of its own that takes permits, renews them, and never gives them back. */
final class Holder {

    private Holder() {}

    /** @param args address of Redis, name, limit, lease in milliseconds, how many permits to take */
    public static void main(String[] args) throws InterruptedException {
        var lease = Duration.ofMillis(Long.parseLong(args[3]));
        try (var wire = new Wire(args[0])) {
            var limiter = new ConcurrencyLimiter(wire.replica("holder"), args[1], Integer.parseInt(args[2]), lease);
            var permits = new ArrayList<ConcurrencyLimiter.Permit>();
            for (int i = 0; i < Integer.parseInt(args[4]); i++) {
                limiter.tryAcquire().ifPresent(permits::add);
            }
            System.out.println("holds " + permits.size());
            while (true) {
                Thread.sleep(lease.dividedBy(3));
                permits.forEach(limiter::renew);
            }
        }
    }
}
