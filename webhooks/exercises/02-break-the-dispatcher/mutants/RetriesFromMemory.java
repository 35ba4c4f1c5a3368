import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Wrong: remembers by itself what is to be tried again. */
final class RetriesFromMemory extends RealDispatcher {

    private final List<Delivery> again = new ArrayList<>();

    RetriesFromMemory(World world) {
        super(world);
    }

    @Override
    List<Delivery> deliveries() {
        return Stream.concat(world.deliveries().stream(), again.stream().filter(each -> each.due != null))
                .toList();
    }

    @Override
    void retry(Delivery delivery, Duration wait) {
        var copy = new Delivery(delivery.message, delivery.endpoint, world.now().plus(wait));
        copy.attempts = delivery.attempts;
        again.add(copy);
    }
}
