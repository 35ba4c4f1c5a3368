package katas.shopping.provider;

import java.util.List;
import java.util.Optional;

/** Keeps what was decided, longer than anybody asks about it. */
interface Ledger {

    Optional<Capture> find(String id);

    /** Keeps a decision, unless there is one about that id; returns the one there is now. */
    Capture decide(Capture capture);

    /** Keeps that what was taken is given back. */
    void giveBack(Capture voided);

    /** Returns everything, in no particular order. */
    List<Capture> all();
}
