/** Wrong: stores an alias in its normal form, and looks for whatever was typed. */
final class ComparesBytes extends RealShortener {

    ComparesBytes(Store store) {
        super(store);
    }

    @Override
    String normalised(String code) {
        return code;
    }
}
