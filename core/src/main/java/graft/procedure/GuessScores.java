package graft.procedure;

/** Scores {@link Guesses} on examples, and counts what is trivial in them. */
final class GuessScores {
  private final Procedure procedure;
  private final Guesses guesses;
  private final Vocabulary vocabulary;
  private final int oneToken;
  private final int[] occurrences;
  private long examples;
  private long predictions;
  private long stops;
  private long pads;
  private long firstScored;
  private long oneTokenRight;
  private long byPlaceRight;
  private double fromContextRight;

  /**
   * @param guesses that have learnt
   */
  GuessScores(Procedure procedure, Guesses guesses) {
    this.procedure = procedure;
    this.guesses = guesses;
    vocabulary = procedure.vocabulary();
    oneToken = guesses.oneToken();
    occurrences = new int[vocabulary.size()];
  }

  /** Scores the predictions of {@code example}. */
  void add(Example example) {
    examples++;
    predictions += example.countedLength();
    firstScored += example.counted(0) + 1 == procedure.answerStart(example) ? 1 : 0;
    for (int i = 0; i < example.countedLength(); i++) {
      int target = example.token(example.counted(i) + 1);
      stops += target == vocabulary.stop() ? 1 : 0;
      pads += target == vocabulary.pad() ? 1 : 0;
      oneTokenRight += target == oneToken ? 1 : 0;
      byPlaceRight += target == guesses.byPlace(example, i) ? 1 : 0;
    }
    fromContextRight += fromContext(example);
  }

  /** How many predictions of {@code example} a random token of their context gets right. */
  private double fromContext(Example example) {
    double right = 0;
    int candidates = 0;
    int read = 0;
    for (int i = 0; i < example.countedLength(); i++) {
      for (; read < known(example.counted(i)); read++) {
        boolean isCandidate = guesses.isTarget(example.token(read));
        candidates += isCandidate ? 1 : 0;
        occurrences[example.token(read)] += isCandidate ? 1 : 0;
      }
      int target = example.token(example.counted(i) + 1);
      right += candidates == 0 ? 0 : (double) occurrences[target] / candidates;
    }
    for (int t = 0; t < read; t++) {
      occurrences[example.token(t)] = 0;
    }
    return right;
  }

  /**
   * How many tokens are known to whoever predicts at {@code position}: no bit of the next vector.
   */
  private int known(int position) {
    int bits = Math.max(1, procedure.bitsPerPosition());
    return (position + 1) / bits * bits;
  }

  Baseline baseline() {
    double all = predictions;
    return new Baseline(
        all / examples,
        stops / all,
        pads / all,
        (double) firstScored / examples,
        oneTokenRight / all,
        byPlaceRight / all,
        fromContextRight / all);
  }
}
