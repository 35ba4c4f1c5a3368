/** Compares bytes, and counts at how many somebody has looked: what a clock at the other end would measure. */
final class Looks {

    private long count;

    boolean same(byte[] one, byte[] other, int place) {
        count++;
        return one[place] == other[place];
    }

    long count() {
        return count;
    }
}
