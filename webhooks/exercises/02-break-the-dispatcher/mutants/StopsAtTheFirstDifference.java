/** Wrong: compares as equals does, and tells by its time how much of a guess was right. */
final class StopsAtTheFirstDifference extends RealVerifier {

    StopsAtTheFirstDifference(World world) {
        super(world);
    }

    @Override
    boolean same(byte[] expected, byte[] given) {
        if (expected.length != given.length) {
            return false;
        }
        for (int place = 0; place < expected.length; place++) {
            if (!world.looks.same(expected, given, place)) {
                return false;
            }
        }
        return true;
    }
}
