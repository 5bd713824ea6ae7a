package graft.app.gallery;

import graft.app.report.Figures;
import graft.procedure.Baseline;
import graft.procedure.Procedures.Kind;
import graft.procedure.statistics.Statistics;
import java.util.List;
import java.util.Locale;

/** The page in Markdown. */
final class GalleryPage {
  private static final String HEAD =
      """
      <!-- Generated from the registry of procedures; do not edit. -->
      # Procedures

      Everything that Graft can draw sequences from, with its default settings. A rule is for pretraining and a task for fine-tuning
      and measuring, but nothing depends on that. `graft list` prints the settings, `graft sample NAME` examples.

      """;

  private static final String FIGURES =
      """

      ![Bits per token of every procedure](CHART)

      - **tokens**: the mean length of an example without padding.
      - **counted**: of the predictions that an example has, one at every position but the last, the share that is trained and scored.
      - **entropy**: bits of a token, by the frequencies of the tokens alone; **after one**: if the token before it is known. From
        EXAMPLES examples (fewer of very long ones) with a fixed seed, corrected for their number by Miller's formula; where there are
        many different pairs, the second is still some hundredths low. What neither knows is the rule: a copy has no less entropy
        than its original.
      - **gzip**: bytes of a gzip file at level 6 per byte of the same examples, whose tokens stand one after the other as unsigned
        16-bit numbers; 16 bits times that are the bits per token in the chart. It finds repeated stretches, so it sees a copy. It
        codes bytes, not tokens, and half of these are 0; that costs a bit or two. Whole percent, because versions of zlib differ.
      - **guessing**: the best accuracy without any skill, of always naming one token, of naming the most frequent one of each place,
        and of naming one from the context (see [What an accuracy on a task is worth](scoring.md)). From GUESSES examples.
      - In the samples `«` and `»` enclose what must be predicted and counts; in the pictures that is blue, and what is given is
        grey. They are the first that `graft sample` prints; long ones end in `…`.

      `mvn verify -Dgraft.docs=write` writes this page again.
      """;

  private GalleryPage() {}

  static String of(List<Exhibit> exhibits) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append(
        Markdown.row(
            "procedure",
            "kind",
            "what it does",
            "tokens",
            "counted",
            "entropy",
            "after one",
            "gzip",
            "guessing"));
    text.append("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    exhibits.forEach(exhibit -> text.append(row(exhibit)));
    text.append(
        FIGURES
            .replace("CHART", BitsChart.FILE)
            .replace("EXAMPLES", number(Exhibit.EXAMPLES))
            .replace("GUESSES", number(Exhibit.GUESSES)));
    for (Kind kind : Kind.values()) {
      String name = kind(kind);
      text.append("\n## " + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
      text.append("s\n");
      exhibits.stream()
          .filter(exhibit -> exhibit.entry().kind() == kind)
          .forEach(exhibit -> text.append(new Section(exhibit).text()));
    }
    return text.toString();
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String row(Exhibit exhibit) {
    Statistics statistics = exhibit.statistics();
    Baseline baseline = exhibit.baseline();
    double guessing =
        Math.max(baseline.oneToken(), Math.max(baseline.byPlace(), baseline.fromContext()));
    return Markdown.row(
        "[" + exhibit.name() + "](#" + exhibit.name() + ")",
        kind(exhibit.entry().kind()),
        Markdown.plain(exhibit.entry().description()),
        Figures.decimals(statistics.mean(), 0),
        Section.percent(statistics.counted()),
        Section.bits(statistics.entropy()),
        Section.bits(statistics.conditionalEntropy()),
        Section.gzip(exhibit),
        Section.percent(guessing));
  }

  private static String kind(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
