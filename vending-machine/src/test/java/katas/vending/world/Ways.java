package katas.vending.world;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;

/** Arrows between numbers, kept as a linked list for each number in two arrays: there are millions. */
final class Ways {
    private int[] first = new int[0]; // newest arrow of each number, plus 1
    private int[] target = new int[1024];
    private int[] next = new int[1024]; // an older arrow of the same number, plus 1
    private int size;

    void add(int from, int to) {
        if (from >= first.length) {
            first = Arrays.copyOf(first, Math.max(1024, from * 2));
        }
        if (size == target.length) {
            target = Arrays.copyOf(target, size * 2);
            next = Arrays.copyOf(next, size * 2);
        }
        target[size] = to;
        next[size] = first[from];
        first[from] = ++size;
    }

    /** Adds all numbers that can be come to from those that are set. */
    void spread(BitSet reached) {
        var open = new ArrayDeque<Integer>();
        reached.stream().forEach(open::add);
        while (!open.isEmpty()) {
            int from = open.removeFirst();
            for (int arrow = from < first.length ? first[from] : 0; arrow > 0; arrow = next[arrow - 1]) {
                if (!reached.get(target[arrow - 1])) {
                    reached.set(target[arrow - 1]);
                    open.addLast(target[arrow - 1]);
                }
            }
        }
    }
}
