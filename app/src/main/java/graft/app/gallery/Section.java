package graft.app.gallery;

import graft.app.example.ExampleText;
import graft.app.example.Paper;
import graft.app.report.Figures;
import graft.procedure.Baseline;
import graft.procedure.DeclaredSetting;
import graft.procedure.Picture;
import graft.procedure.statistics.Statistics;
import java.util.List;

/** What the gallery says about one procedure. */
final class Section {
  private static final Paper PAPER = new Paper(false, true, 100);
  private static final int MOST_LINES = 3;

  private final Exhibit exhibit;

  Section(Exhibit exhibit) {
    this.exhibit = exhibit;
  }

  String text() {
    return "\n### "
        + exhibit.name()
        + "\n"
        + Markdown.plain(exhibit.entry().description())
        + ". ([Definition]("
        + source()
        + "))\n"
        + finding()
        + "\n"
        + settings()
        + samples()
        + figures();
  }

  private String source() {
    return "../core/src/main/java/" + exhibit.entry().type().getName().replace('.', '/') + ".java";
  }

  private String finding() {
    String finding = exhibit.entry().finding();
    return finding.isEmpty() ? "" : "\n**Published findings:** " + Markdown.plain(finding) + "\n";
  }

  private String settings() {
    if (exhibit.entry().settings().isEmpty()) {
      return "";
    }
    StringBuilder table = new StringBuilder();
    table.append(Markdown.row("setting", "default", "what it is", "limits"));
    table.append(Markdown.row("---", "---", "---", "---"));
    exhibit.entry().settings().forEach(setting -> table.append(row(setting)));
    return table.append('\n').toString();
  }

  /** By custom the limits stand behind a semicolon; where there is none, the type says it all. */
  private static String row(DeclaredSetting setting) {
    String[] about = setting.about().split("; ", 2);
    return Markdown.row(
        Markdown.code(setting.name()),
        Markdown.code(setting.fallbackText()),
        Markdown.plain(about[0]),
        Markdown.plain(about.length > 1 ? about[1] : setting.typeName()));
  }

  private String samples() {
    if (exhibit.procedure().picture() instanceof Picture.Grid) {
      String alt = "Three samples of " + exhibit.name();
      return "![" + alt + "](" + GridPicture.file(exhibit) + ")\n\n";
    }
    ExampleText text = new ExampleText(exhibit.procedure(), PAPER);
    StringBuilder block = new StringBuilder("```\n");
    exhibit.samples().forEach(sample -> block.append(cut(text.lines(sample))));
    return block.append("```\n\n").toString();
  }

  private static String cut(List<String> lines) {
    if (lines.size() <= MOST_LINES) {
      return String.join("\n", lines) + "\n";
    }
    return String.join("\n", lines.subList(0, MOST_LINES)) + " …\n";
  }

  private String figures() {
    Statistics statistics = exhibit.statistics();
    Baseline baseline = exhibit.baseline();
    return "- "
        + length(statistics)
        + " of "
        + exhibit.procedure().vocabulary().size()
        + " different ones; "
        + percent(statistics.counted())
        + " of the predictions count.\n- Entropy "
        + bits(statistics.entropy())
        + " bits a token, "
        + bits(statistics.conditionalEntropy())
        + " after a known one; gzip "
        + gzip(exhibit)
        + ".\n- Guessing scores "
        + percent(baseline.oneToken())
        + " with one token, "
        + percent(baseline.byPlace())
        + " by place, "
        + percent(baseline.fromContext())
        + " from the context.\n"
        + reading();
  }

  private String reading() {
    int bits = exhibit.procedure().bitsPerPosition();
    return bits == 0
        ? ""
        : "- A model reads %d tokens at a position, as a vector of bits, and predicts the next %1$d all at once.\n"
            .formatted(bits);
  }

  private static String length(Statistics statistics) {
    return statistics.shortest() == statistics.longest()
        ? statistics.longest() + " tokens"
        : "%d to %d tokens (mean %s)"
            .formatted(
                statistics.shortest(),
                statistics.longest(),
                Figures.decimals(statistics.mean(), 1));
  }

  static String bits(double bits) {
    return Figures.decimals(bits, 2);
  }

  static String percent(double share) {
    return Figures.decimals(100 * share, 0) + " %";
  }

  static String gzip(Exhibit exhibit) {
    return exhibit.gzip() < 0 ? Figures.NONE : exhibit.gzip() + " %";
  }
}
