package graft.app.example;

import graft.procedure.Example;
import graft.procedure.Picture;
import graft.procedure.Procedure;
import graft.procedure.Vocabulary;
import java.util.List;

/** Examples of one procedure as people read them, with what must be predicted marked. */
public final class ExampleText {
  private static final String MEANING =
      " must be predicted from what comes before; only that counts";

  private final Picture picture;
  private final Vocabulary vocabulary;
  private final Paper paper;

  /**
   * @param procedure what makes the examples
   * @param paper what they are drawn on
   */
  public ExampleText(Procedure procedure, Paper paper) {
    picture = procedure.picture();
    vocabulary = procedure.vocabulary();
    this.paper = paper;
  }

  /** The lines that show {@code example}, one at least. */
  public List<String> lines(Example example) {
    return switch (picture) {
      case Picture.Grid grid -> GridText.of(Cell.blocks(example, grid), paper);
      case Picture.Brackets brackets ->
          wrapped(
              Glyphs.brackets(example, vocabulary, brackets, paper.colour()),
              Glyphs.areShapes(brackets, paper.colour()) ? "" : " ");
      case Picture.Operations operations ->
          wrapped(Glyphs.operations(example, vocabulary, operations), " ");
      case Picture.Text text -> wrapped(Glyphs.text(example, vocabulary), " ");
    };
  }

  private List<String> wrapped(List<Glyph> glyphs, String between) {
    return paper.colour()
        ? Line.wrap(glyphs, between, paper.textColumns(), Ink::colour)
        : Line.wrap(Ink.marked(glyphs), between, paper.textColumns(), Glyph::text);
  }

  /** What the marks mean. */
  public String legend() {
    if (picture instanceof Picture.Grid) {
      return paper.colour()
          ? "What is green or black" + MEANING + "; what is grey is given."
          : "██ and ··" + MEANING + "; ▓▓ and ░░ are given.";
    }
    if (!paper.colour()) {
      return "«x»" + MEANING + ".";
    }
    return picture instanceof Picture.Brackets
        ? "What is bold" + MEANING + ". Brackets that look alike are of one type."
        : Ink.colour(new Glyph("x", Glyph.NO_HUE, true)) + MEANING + ".";
  }

  /** {@code text} as a heading. */
  public String heading(String text) {
    return paper.colour() ? Ink.bold(text) : text;
  }
}
