package graft.app.web;

import graft.analysis.Playground;
import graft.app.example.TokenText;
import graft.app.report.Json;
import graft.app.web.PlaygroundModels.Loaded;
import graft.model.GptConfig;
import graft.procedure.Example;
import graft.procedure.Picture;
import graft.procedure.Procedure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A sequence that models read, drawn or typed.
 *
 * @param tokens at least one
 * @param scored ascending positions whose predictions count; all that have a next token if nothing
 *     says which
 * @param origin where it comes from, for the page
 */
record PlaygroundSequence(
    Procedure procedure,
    TokenText words,
    List<Integer> tokens,
    List<Integer> scored,
    Map<String, @Nullable Object> origin) {

  /** A held-out example of an experiment of that seed, as far as the model can be given it. */
  static PlaygroundSequence drawn(Procedure procedure, long seed, int sample, Loaded model) {
    Example example = Playground.heldOut(procedure, seed, sample);
    int most = Playground.longest(model.config());
    int length = Math.min(most, example.length());
    boolean isOwn =
        procedure.equals(ProcedureChoices.of(model.recipe().path("procedure")))
            && seed == model.recipe().path("seed").asLong()
            && sample < model.recipe().path("training").path("heldOut").asInt();
    return new PlaygroundSequence(
        procedure,
        new TokenText(procedure),
        boxed(Arrays.stream(example.tokens()).limit(length)),
        boxed(Arrays.stream(example.counted()).filter(t -> t + 1 < length)),
        Json.object(
            "typed",
            false,
            "seed",
            seed,
            "sample",
            sample,
            "keptOut",
            isOwn,
            "cut",
            example.length() - length,
            "scoring",
            "drawn"));
  }

  /**
   * What was typed.
   *
   * @throws IllegalArgumentException naming the place of what is wrong
   */
  static PlaygroundSequence typed(String text, Procedure procedure, GptConfig config) {
    TokenText words = new TokenText(procedure);
    int[] tokens = words.read(text, Playground.longest(config));
    int[] counted = Playground.counted(procedure, tokens.length);
    IntStream scored =
        counted == null ? IntStream.range(0, tokens.length - 1) : Arrays.stream(counted);
    return new PlaygroundSequence(
        procedure,
        words,
        boxed(Arrays.stream(tokens)),
        boxed(scored),
        Json.object("typed", true, "cut", 0, "scoring", counted == null ? "all" : "length"));
  }

  private static List<Integer> boxed(IntStream numbers) {
    return numbers.boxed().toList();
  }

  /** A copy of the tokens. */
  int[] input() {
    return tokens.stream().mapToInt(Integer::intValue).toArray();
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json =
        Json.object(
            "tokens", tokens,
            "symbols", tokens.stream().map(words::symbol).toList(),
            "types", tokens.stream().map(words::type).toList(),
            "scored", scored,
            "text", words.text(input()),
            "known", words.known(),
            "alphabet", words.alphabet(),
            "spaced", words.text(input()).contains(" "),
            "picture", picture());
    json.putAll(origin);
    return json;
  }

  private Object picture() {
    return procedure.picture() instanceof Picture.Grid grid
        ? List.of(grid.width(), grid.height())
        : List.of();
  }
}
