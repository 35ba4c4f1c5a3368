import java.util.ArrayList;
import java.util.List;

/** Wrong: acknowledges a message that only its memory has, and appends it to the log when it comes to that. */
final class AcknowledgesFirst extends RealDispatcher {

    private final List<Message> taken = new ArrayList<>();

    AcknowledgesFirst(World world) {
        super(world);
    }

    @Override
    void take(Message message) {
        taken.add(message);
    }

    @Override
    public void work() {
        taken.forEach(this::append);
        taken.clear();
        super.work();
    }
}
