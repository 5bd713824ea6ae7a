package graft.app.cli;

import graft.app.example.ExampleText;
import graft.app.report.Figures;
import graft.app.report.SettingsText;
import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.procedure.statistics.Statistics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Some examples as {@code graft sample} prints them for people. */
final class SampleText {
  /** So few take no noticeable time. */
  private static final int EXAMPLES = 500;

  private final Procedure procedure;
  private final ExampleText text;
  private final PrintWriter out;
  private boolean isApart;
  private int examples;
  private int shortest = Integer.MAX_VALUE;
  private int longest;
  private long predictions;
  private long counted;

  SampleText(Procedure procedure, Console console) {
    this.procedure = procedure;
    this.text = new ExampleText(procedure, console.paper());
    this.out = console.out();
  }

  /** What is about to be shown. */
  void head(long seed, String split) {
    Procedures.Entry entry = Procedures.entry(procedure.name());
    int bits = procedure.bitsPerPosition();
    String kind = entry.kind().name().toLowerCase(Locale.ROOT);
    out.println(text.heading(entry.name()) + " (" + kind + "): " + entry.description());
    out.printf(
        Locale.ROOT,
        "%s; seed %d, split %s; up to %,d tokens, %,d different ones%s%n%n",
        SettingsText.of(procedure),
        seed,
        split,
        procedure.length(),
        procedure.vocabulary().size(),
        bits == 0 ? "" : "; a model reads " + bits + " as one vector");
  }

  /** One example; those of more than a line are set apart. */
  void show(Example example) {
    List<String> lines = text.lines(example);
    if (isApart) {
      out.println();
    }
    isApart = lines.size() > 1;
    lines.forEach(out::println);
    examples++;
    shortest = Math.min(shortest, example.length());
    longest = Math.max(longest, example.length());
    predictions += example.length() - 1;
    counted += example.countedLength();
  }

  /** What the marks mean, and what the examples are like. */
  void foot() {
    out.println();
    out.println(text.legend());
    String lengths = shortest == longest ? "" + longest : shortest + " to " + longest;
    out.printf(
        Locale.ROOT,
        "%s of %s tokens; %s %% of the predictions count; about %s bits of entropy a token.%n",
        examples == 1 ? "1 example" : examples + " examples",
        lengths,
        Figures.decimals(100.0 * counted / predictions, 1),
        Figures.decimals(Statistics.of(procedure, EXAMPLES, 1).entropy(), 2));
  }
}
