package counter;

final class Counter {
    private int last;

    int next() {
        return ++last;
    }
}
