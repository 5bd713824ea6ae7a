package graft.app.web;

import graft.analysis.Site;
import graft.analysis.Site.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sites of a model in addresses: {@code 0.1} is head 1 of layer 0, then {@code 0.attention}, {@code
 * 1.mlp}.
 */
final class SiteNames {
  private static final Pattern NAME =
      Pattern.compile("([0-9]{1,3})\\.(?:([0-9]{1,4})|(attention)|(mlp))");
  private static final int MOST_CHARACTERS = 4_000;

  private SiteNames() {}

  /**
   * Reads names with commas between.
   *
   * @throws Refusal if one of them is none
   */
  static List<Site> read(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new Refusal(400, "'off' may have " + MOST_CHARACTERS + " characters at the most");
    }
    Set<Site> sites = new LinkedHashSet<>();
    for (String name : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      Matcher matcher = NAME.matcher(name);
      if (!matcher.matches()) {
        throw new Refusal(
            400, "'off' must be sites like 0.1, 0.attention or 1.mlp with commas between");
      }
      int layer = Integer.parseInt(matcher.group(1));
      sites.add(
          matcher.group(2) != null
              ? Site.head(layer, Integer.parseInt(matcher.group(2)))
              : matcher.group(3) != null ? Site.attention(layer) : Site.mlp(layer));
    }
    return new ArrayList<>(sites);
  }

  /** The name of a site. */
  static String of(Site site) {
    return site.layer()
        + "."
        + (site.part() == Part.HEAD
            ? Integer.toString(site.head())
            : site.part() == Part.MLP ? "mlp" : "attention");
  }
}
