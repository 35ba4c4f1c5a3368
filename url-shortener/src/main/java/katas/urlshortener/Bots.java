package katas.urlshortener;

import java.util.List;
import java.util.Locale;

/**
 * Tells programs that look at links by themselves from people who follow them, by what they call themselves.
 *
 * <p>Chats fetch a link to show what is behind it, search engines to index it; neither is a visit. Who lies about its name
 * is counted; and so is {@code curl}, which somebody has to ask.
 */
public final class Bots {
    /** Longer names are cut: a bot says what it is at once. */
    private static final int READ = 512;

    private static final List<String> MARKS = List.of(
            "crawl",
            "spider",
            "slurp",
            "preview",
            "facebookexternalhit",
            "facebookcatalog",
            "meta-external",
            "whatsapp",
            "embedly",
            "vkshare",
            "pinterest/0.",
            "mastodon",
            "headlesschrome",
            "lighthouse",
            "pingdom",
            "mediapartners-google",
            "google-inspectiontool",
            "googleother",
            "feedfetcher",
            "ia_archiver");

    private Bots() {}

    /**
     * Tells whether this is the name of a bot.
     *
     * @param userAgent as it was sent, empty if it was not
     */
    public static boolean isBot(String userAgent) {
        var name = (userAgent.length() > READ ? userAgent.substring(0, READ) : userAgent).toLowerCase(Locale.ROOT);
        if (mentionsBot(name)) {
            return true;
        }
        for (var mark : MARKS) {
            if (name.contains(mark)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentionsBot(String name) {
        for (int at = name.indexOf("bot"); at >= 0; at = name.indexOf("bot", at + 1)) {
            // Cubot makes telephones
            if (!name.startsWith("cu", at - 2)) {
                return true;
            }
        }
        return false;
    }
}
