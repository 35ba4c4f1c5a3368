package counter;

final class Counter {
    private int last;

    int next() {
        last = last % 2 + 1;
        return last;
    }
}
