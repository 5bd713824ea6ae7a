package graft.app.example;

import graft.procedure.Example;
import graft.procedure.Picture;
import graft.procedure.Procedure;
import graft.procedure.Vocabulary;
import java.util.List;

/** An example as a procedure's {@link Picture} has it, for displays that are not characters. */
public sealed interface Drawn {
  /**
   * Tokens in a row.
   *
   * @param apart whether a space stands between two of them
   */
  record Tokens(List<Glyph> glyphs, boolean apart) implements Drawn {}

  /** Cells: blocks of rows, which stand side by side. */
  record Cells(List<List<List<Cell>>> blocks) implements Drawn {}

  /** {@code example} of {@code procedure}. */
  static Drawn of(Procedure procedure, Example example) {
    Vocabulary vocabulary = procedure.vocabulary();
    return switch (procedure.picture()) {
      case Picture.Grid grid -> new Cells(Cell.blocks(example, grid));
      case Picture.Brackets brackets ->
          new Tokens(
              Glyphs.brackets(example, vocabulary, brackets, true),
              !Glyphs.areShapes(brackets, true));
      case Picture.Operations operations ->
          new Tokens(Glyphs.operations(example, vocabulary, operations), true);
      case Picture.Text text -> new Tokens(Glyphs.text(example, vocabulary), true);
    };
  }
}
