package katas.urlshortener;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of an owner's links.
 *
 * @param next cursor of the page that follows; null after the last
 */
public record Page(List<Link> links, @Nullable String next) {}
