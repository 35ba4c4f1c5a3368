package katas.shopping.provider;

class MemoryLedgerTest implements LedgerContract {
    @Override
    public Ledger ledger() {
        return new MemoryLedger();
    }
}
