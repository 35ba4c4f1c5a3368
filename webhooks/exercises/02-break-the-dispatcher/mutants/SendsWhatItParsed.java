import tools.jackson.databind.json.JsonMapper;

/** Wrong: sends, and signs, what means the same as what was accepted. */
final class SendsWhatItParsed extends RealDispatcher {

    SendsWhatItParsed(World world) {
        super(world);
    }

    @Override
    String body(Message message) {
        return JsonMapper.shared().readTree(message.body()).toString();
    }
}
