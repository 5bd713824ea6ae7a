package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.model.GptConfig;
import graft.procedure.Procedure;
import graft.procedure.combinator.Curriculum;
import graft.procedure.combinator.Joining;
import graft.procedure.combinator.Mixture;
import graft.procedure.combinator.Noised;
import graft.procedure.combinator.Noisy;
import graft.procedure.rule.Identity;
import graft.procedure.rule.Reverse;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Part;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyReaderTest {
  @TempDir Path folder;

  @Test
  void readsAStudy() throws IOException {
    Study study = StudyReader.read(Studies.write(folder, Studies.SMALL));
    assertThat(study.name()).isEqualTo("small");
    assertThat(study.seeds()).containsExactly(1L, 2L);
    assertThat(study.arms().get(0).isFresh()).isTrue();
    assertThat(transplants(study, 1))
        .containsExactly(new Transplant(Selector.everything(), EmbeddingStrategy.AVERAGE));
    assertThat(transplants(study, 2))
        .containsExactly(new Transplant(Selector.of(List.of(Part.ATTENTION)), null));
    assertThat(study.pretrainings().getFirst().positions()).isEqualTo(9);
    assertThat(study.tasks().getFirst().training().learningRate()).isEqualTo(1e-3);
    assertThat(study.metrics()).containsExactly("accuracy", "loss");
    assertThat(study.published()).hasSize(1);
  }

  private static List<Transplant> transplants(Study study, int arm) {
    return study.arms().get(arm).donations().stream().map(Study.Donation::transplant).toList();
  }

  @Test
  void everyStudyThatIsShippedCanBeRead() throws IOException {
    try (var files = Files.list(Path.of("../studies"))) {
      List<Path> studies = files.filter(file -> file.toString().endsWith(".yaml")).toList();
      assertThat(studies).isNotEmpty();
      for (Path file : studies) {
        Study study = StudyReader.read(file);
        assertThat(file.getFileName().toString()).isEqualTo(study.name() + ".yaml");
        assertThat(study.question()).isNotEmpty();
        Study quick = Cut.NONE.of(study, true);
        assertThat(new Plan(quick, "any").trials()).as("%s made quick", file).isNotEmpty();
      }
    }
  }

  /** Each replaces a part of the good study; the message must name line, value and mend. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "steps: 30 | stpes: 30 | 9 | unknown key 'stpes' in 'training'; did you mean 'steps'?",
        "study: small | study: '../x' | 1 | the study's name must be",
        "study: small | stduy: small | 1 | lacks the key 'study'",
        "question: Does it run? | quick: {steps: 0} | 2 | steps must be from 1 to 1000000000, not 0",
        "question: Does it run? | quick: {pretrainSteps: 1.5} | 2 | 'pretrainSteps' must be a whole number, not '1.5'",
        "question: Does it run? | quick: {seeds: [3, 3]} | 2 | 'seeds' must be a list of different numbers",
        "question: Does it run? | quick: {stpes: 3} | 2 | unknown key 'stpes' in 'quick'; did you mean 'steps'?",
        "question: Does it run? | quick: soon | 2 | 'quick' must hold lines 'key: value', not 'soon'",
        "seeds: [1, 2] | seeds: [1, 1] | 3 | 'seeds' must be a list of different numbers",
        "seeds: [1, 2] | seeds: 0 | 3 | 'seeds' must be a number from 1 to",
        "seeds: [1, 2] | seeds: [] | 3 | 'seeds' must be a list of different numbers",
        "seeds: [1, 2] | seeds: [one] | 3 | 'seeds' must be a whole number, not 'one'",
        "seeds: [1, 2] | seeds: [99999999999999999999] | 3 | 'seeds' must be a whole number",
        "heads: 2 | heads: 3 | 4 | width (8) must be a multiple of heads (3)",
        "heads: 2 | heads: -1 | 4 | heads must be from 1 to 1024, not -1",
        "width: 8 | width: 99999999999 | 4 | 'width' is too large: 99999999999",
        "layers: 1 | layers: 0 | 4 | layers must be from 1",
        "name: identity | name: identiy | 7 | did you mean 'identity'?",
        "vocabulary: 6 | vocabluary: 6 | 7 | did you mean 'vocabulary'?",
        "vocabulary: 6 | vocabulary: many | 7 | vocabulary",
        "vocabulary: 6 | vocabulary: 0 | 7 | vocabulary",
        "length: 4 | length: -4 | 7 | length",
        "learningRate: 1e-2 | learningRate: .nan | 9 | 'learningRate' must be a number",
        "learningRate: 1e-2 | learningRate: NaN | 9 | learningRate must be from 0 to 1000, not NaN",
        "learningRate: 1e-2 | learningRate: 1e99 | 9 | learningRate must be from 0 to 1000",
        "learningRate: 1e-2 | learningRate: -1 | 9 | learningRate must be from 0 to 1000, not -1",
        "batch: 8 | batch: 0 | 9 | batch must be from 1 to 1000000, not 0",
        "batch: 8 | batch: 4000000000 | 9 | 'batch' is too large",
        "heldOut: 20 | heldOut: 2.5 | 9 | 'heldOut' must be a whole number, not '2.5'",
        "steps: 30 | steps: 30, dropout: 1 | 9 | dropout must be from 0 to 0.999, not 1",
        "steps: 30 | steps: 30, stopAt: 0 | 9 | stopAt must be an accuracy above 0",
        "steps: 30 | steps: 30, schedule: cosin | 9 | unknown schedule 'cosin'; did you mean 'cosine'?",
        "steps: 30 | steps: 30, curriculum: {from: 2} | 9 | a curriculum is a procedure, not a part of 'training': move it there, as in procedure: {name: curriculum,",
        "name: identity, vocabulary: 6, length: 4 | name: curriculum, of: {name: identity, length: 4}, from: 5 | 7 | from must be between 1 and 4, not 5",
        "name: identity, vocabulary: 6, length: 4 | name: curriculum, of: haystack | 7 | of cannot be haystack: it has no input length",
        "name: identity, vocabulary: 6, length: 4 | name: shuffled, of: {name: k-dyck, k: 0} | 7 | of.k must be between 1 and 100000, not 0",
        "name: identity, vocabulary: 6, length: 4 | name: shuffled, of: {k: 0} | 7 | of does not say which procedure",
        "name: identity, vocabulary: 6, length: 4 | name: shuffled, of: | 7 | of",
        "vocabulary: 6 | vocabulary: 2 | 9 | is too small for 20 held-out sequences",
        "tied: false | tied: maybe | 8 | 'tied' must be true or false, not 'maybe'",
        "take: [attention] | take: [atention] | 13 | unknown take 'atention'; did you mean 'attention'?",
        "take: [attention] | take: [attention], embedding: average | 13 | does not take the embedding",
        "embedding: average | embedding: retain | 12 | RETAIN needs equal vocabularies",
        "embedding: average | embedding: avrage | 12 | did you mean 'average'?",
        "name: identity, vocabulary: 6, length: 4 | name: mixture, of: [eca-vector, identity] | 7 | of must be procedures that a model reads alike",
        "positions: 12 | positions: 5 | 17 | haystack makes sequences of up to 9 tokens, the model has only 5",
        "metrics: [accuracy, loss] | metrics: [acuracy] | 24 | did you mean 'accuracy'?",
        "arm: random | arm: radnom | 26 | did you mean 'random'?",
        "value: 11.3 | value: high | 26 | 'value' must be a number, not 'high'",
        "tied: false | tied: false, | 8 | ",
        "seeds: [1, 2] | seeds: [1, 2 | 4 | ",
        "tied: false | procedure: identity | 8 | 'procedure' stands twice"
      })
  void whatIsWrongIsNamedWithItsLine(String good, String bad, int line, String message)
      throws IOException {
    assertThat(Studies.SMALL).contains(good);
    Path file = Studies.write(folder, Studies.SMALL.replace(good, bad));
    assertThatThrownBy(() -> StudyReader.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ":" + line + ":")
        .hasMessageContaining(message == null ? "" : message);
  }

  private static final String ROWS = "{name: eca-vector, width: 31, rows: 9}";

  @Test
  void aModelOfVectorsHasAsManyPositionsAsRowsAndTwoLayers() throws IOException {
    String text = nested(ROWS).replace("    tied: false\n", "");
    Study study = StudyReader.read(Studies.write(folder, text));
    assertThat(study.pretrainings().getFirst().config(study.shape()))
        .isEqualTo(new GptConfig(1, 2, 8, 31, 9, false));
    text = nested(ROWS).replace("tied: false", "tied: true");
    study = StudyReader.read(Studies.write(folder, text));
    assertThat(study.pretrainings().getFirst().config(study.shape()).tied()).isTrue();
  }

  /** A vocabulary of 31 as that of addition would be: rows of bits are not rows of tokens. */
  @ParameterizedTest
  @CsvSource({"retain, addition", "extend, addition", ", addition", "extend, haystack"})
  void rowsOfBitsAreNotRowsOfTokens(String strategy, String task) throws IOException {
    String given = strategy == null ? "" : ", embedding: " + strategy;
    String text =
        nested(ROWS)
            .replace(", embedding: average", given)
            .replace("{name: haystack, pairs: 3}", task)
            .replace("    positions: 12\n", "");
    Path file = Studies.write(folder, text);
    assertThatThrownBy(() -> StudyReader.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ":12:")
        .hasMessageContaining(
            "one of them reads vectors of bits, so their embeddings have no rows in common: choose"
                + " the embedding strategy average or random");
  }

  @Test
  void rowsOfBitsMayBeExtendedToMoreBits() throws IOException {
    String text =
        nested(ROWS)
            .replace("embedding: average", "embedding: extend")
            .replace("{name: haystack, pairs: 3}", "{name: eca-vector, width: 32}")
            .replace("positions: 12", "positions: 16");
    Study study = StudyReader.read(Studies.write(folder, text));
    assertThat(transplants(study, 1).getFirst().embedding()).isEqualTo(EmbeddingStrategy.EXTEND);
  }

  private static final String NESTED =
      """
      {name: curriculum, of: {
              name: noisy,
              rate: 0.25,
              of: {
                name: mixture,
                weights: [1, 3],
                of:
                  [{name: identity, vocabulary: 9, length: 6},
                   {name: reverse, vocabulary: 9, length: 6}]
              }}}""";

  @Test
  void nestedProceduresAreTheSameInYamlAndInJava() throws IOException {
    Study study = StudyReader.read(Studies.write(folder, nested(NESTED)));
    Study.Use use = study.pretrainings().getFirst();
    Procedure mixture =
        new Mixture(
            List.of(new Identity(9, 6), new Reverse(9, 6)), List.of(1.0, 3.0), Joining.DISJOINT);
    assertThat(use.procedure())
        .isEqualTo(new Curriculum(new Noisy(mixture, 0.25, Noised.ALL), 2, 2, 0.99));
    assertThat(use.positions()).isEqualTo(13);
    assertThat(use.config(study.shape()).vocabulary()).isEqualTo(21);
  }

  private static String nested(String procedure) {
    return Studies.SMALL.replace("{name: identity, vocabulary: 6, length: 4}", procedure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "rate: 0.25 | rate: 2 | 9 | of.rate must be between 0.0 and 1.0, not 2",
        "[1, 3] | [1, 3, 5] | 12 | of.of.weights must be 2 numbers, one for each procedure of of, not 3",
        "[1, 3] | [1, x] | 12 | of.of.weights[1] must be a finite number, not 'x'",
        "name: reverse, vocabulary: 9 | name: reverse, vocabulary: 1 | 15 | of.of.of[1].vocabulary must be between",
        "name: reverse, vocabulary | name: reverse, vocabluary | 15 | of.of.of[1].vocabluary: reverse has no setting 'vocabluary'; did you mean 'vocabulary'?",
        "name: reverse | name: revers | 15 | of.of.of[1].name: there is no procedure 'revers'; did you mean 'reverse'?",
        "length: 6} | length: 8} | 7 | of cannot be noisy: it has no input length that could grow, its procedures have not",
        "name: mixture | name: curriculum | 12 | of.of.weights: curriculum has no setting 'weights'",
        "weights: [1, 3] | name: mixture | 12 | 'name' stands twice in 'of.of'"
      })
  void whatIsWrongInsideIsNamedByItsPathAndLine(String good, String bad, int line, String message)
      throws IOException {
    int at = NESTED.indexOf(good);
    assertThat(at).isPositive();
    String wrong = NESTED.substring(0, at) + bad + NESTED.substring(at + good.length());
    Path file = Studies.write(folder, nested(wrong));
    assertThatThrownBy(() -> StudyReader.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ":" + line + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void endlessProceduresAreRefused() throws IOException {
    assertRefused(
        Studies.write(folder, nested("{name: shuffled, of: &x {name: shuffled, of: *x}}")),
        "'of' holds too much");
    StringBuilder deep = new StringBuilder("identity");
    for (int i = 0; i < 9; i++) {
      deep.insert(0, "{name: shuffled, of: ").append('}');
    }
    assertRefused(
        Studies.write(folder, nested(deep.toString())), "must be nested at most 8 procedures deep");
    String list = "identity";
    StringBuilder aliases = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      aliases.append("x%d: &a%d {name: mixture, of: [%s]}\n".formatted(i, i, list));
      list = ("*a" + i + ", ").repeat(6) + "*a" + i;
    }
    assertRefused(
        Studies.write(folder, aliases + nested("{name: mixture, of: [" + list + "]}")), "of");
  }

  @Test
  void filesThatAreNoStudies() throws IOException {
    assertRefused(Studies.write(folder, ""), "is empty");
    assertRefused(Studies.write(folder, "# nothing but a comment\n"), "is empty");
    assertRefused(Studies.write(folder, "- a\n- list\n"), "'key: value'");
    assertRefused(Studies.write(folder, "[".repeat(200_000)), "study.yaml");
    assertRefused(folder, "is a folder");
    assertRefused(folder.resolve("absent.yaml"), "there is no file");
    assertRefused(
        Studies.write(folder, Studies.SMALL.substring(0, Studies.SMALL.indexOf("tasks:") + 10)),
        "study.yaml:");
    assertRefused(Studies.write(folder, "a: &x [*x]\nstudy: b\n"), "study.yaml");
  }

  @Test
  void binaryAndHugeFiles() throws IOException {
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    Path binary = Files.write(folder.resolve("binary.yaml"), noise);
    assertRefused(binary, "is not a text file in UTF-8");
    Path zeros = Files.write(folder.resolve("zeros.yaml"), new byte[100]);
    assertRefused(zeros, "zeros.yaml");
    Path huge = folder.resolve("huge.yaml");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(100_000_000);
    }
    assertRefused(huge, "has 100000000 bytes; a study file has at most");
  }

  @Test
  void everyTruncationIsAnErrorOrAStudy() throws IOException {
    for (int end = 0; end < Studies.SMALL.length(); end += 7) {
      Path file = Studies.write(folder, Studies.SMALL.substring(0, end));
      try {
        StudyReader.read(file);
      } catch (InputException e) {
        assertThat(e).hasMessageContaining("study.yaml");
      }
    }
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> StudyReader.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining(message);
  }
}
