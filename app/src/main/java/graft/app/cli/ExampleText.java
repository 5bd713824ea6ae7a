package graft.app.cli;

import graft.app.report.Json;
import graft.procedure.Example;
import graft.procedure.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An example as people read it: its tokens in a row, those that must be predicted marked. */
record ExampleText(Vocabulary vocabulary, boolean colour) {
  private static final String BEGIN = "\u001b[1;4;32m";
  private static final String END = "\u001b[0m";

  String of(Example example) {
    List<String> words = new ArrayList<>();
    int next = 0;
    for (int t = 0; t < example.length(); t++) {
      boolean wanted = next < example.countedLength() && example.counted(next) + 1 == t;
      next += wanted ? 1 : 0;
      String symbol = vocabulary.symbol(example.token(t));
      words.add(wanted ? marked(symbol) : symbol);
    }
    return String.join(" ", words);
  }

  String legend() {
    return "\n" + marked("x") + " must be predicted from everything before it; only that counts.";
  }

  private String marked(String symbol) {
    return colour ? BEGIN + symbol + END : "\u00ab" + symbol + "\u00bb";
  }

  Map<String, @Nullable Object> json(Example example) {
    return Json.object(
        "tokens", example.tokens(),
        "symbols", Arrays.stream(example.tokens()).mapToObj(vocabulary::symbol).toList(),
        "counted", example.counted());
  }
}
