package graft.app.web;

import graft.app.example.Cell;
import graft.app.example.Drawn;
import graft.app.example.Glyph;
import graft.app.report.Json;
import graft.procedure.Example;
import graft.procedure.Procedure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Examples of a procedure for pages, drawn as the gallery draws them. */
final class SampleJson {
  private final Procedure procedure;
  private final int most;

  /**
   * Samples of a procedure.
   *
   * @param most tokens of one that are told at the most
   */
  SampleJson(Procedure procedure, int most) {
    this.procedure = procedure;
    this.most = most;
  }

  /** An example: tokens as {@code [text, hue, counts]}, or cells as rows of characters. */
  Map<String, @Nullable Object> of(Example example) {
    return switch (Drawn.of(procedure, example)) {
      case Drawn.Tokens tokens ->
          Json.object(
              "tokens", tokens.glyphs().stream().limit(most).map(SampleJson::glyph).toList(),
              "apart", tokens.apart(),
              "more", Math.max(0, tokens.glyphs().size() - most),
              "length", example.length(),
              "counted", example.countedLength());
      case Drawn.Cells cells ->
          Json.object(
              "blocks", blocks(cells.blocks()),
              "length", example.length(),
              "counted", example.countedLength());
    };
  }

  private static List<Object> glyph(Glyph glyph) {
    return List.of(glyph.text(), glyph.hue(), glyph.counts() ? 1 : 0);
  }

  private static List<List<String>> blocks(List<List<List<Cell>>> blocks) {
    List<List<String>> all = new ArrayList<>();
    for (List<List<Cell>> block : blocks) {
      all.add(block.stream().map(SampleJson::row).toList());
    }
    return all;
  }

  /** A character for each cell: 0 and 1 are given, d and l (dead, living) are predicted. */
  private static String row(List<Cell> row) {
    StringBuilder cells = new StringBuilder();
    row.forEach(
        cell ->
            cells.append(
                switch (cell) {
                  case NONE -> ' ';
                  case GIVEN_DEAD -> '0';
                  case GIVEN_ALIVE -> '1';
                  case COUNTED_DEAD -> 'd';
                  case COUNTED_ALIVE -> 'l';
                }));
    return cells.toString();
  }
}
