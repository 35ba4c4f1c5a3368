import java.util.List;
import java.util.Optional;

/** One replica of a URL shortener. */
interface Shortener {

    /**
     * Creates a link.
     *
     * @return its code; nothing if somebody has, or had, the alias
     */
    Optional<String> create(LinkDraft draft);

    /** Follows a code; that is a visit. */
    Answer resolve(String code);

    /** Lets a link lead elsewhere. */
    void edit(String code, String target);

    /** Removes a link with all that was counted of it. */
    void delete(String code);

    /**
     * Takes a batch of clicks from the log, which delivers in order and leaves nothing out, but delivers again what it is
     * not sure of; how it cuts its batches is its own affair.
     *
     * @param offset the place of the first one in the log, from 0
     * @param clicked the codes that were clicked
     */
    void deliver(long offset, List<String> clicked);

    /** Returns how often a link was clicked, as far as the log was delivered. */
    long clicks(String code);
}
