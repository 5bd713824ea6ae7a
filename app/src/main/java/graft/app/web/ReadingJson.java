package graft.app.web;

import graft.analysis.Ablation;
import graft.analysis.Playground;
import graft.analysis.SequenceView;
import graft.analysis.SequenceView.Guess;
import graft.analysis.Site;
import graft.app.report.Json;
import graft.app.web.PlaygroundModels.Loaded;
import graft.model.GptConfig;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one model says of a sequence, whole and with parts silenced. */
final class ReadingJson {
  private static final int GUESSES = 5;

  private final Loaded loaded;
  private final PlaygroundSequence sequence;

  ReadingJson(Loaded loaded, PlaygroundSequence sequence) {
    this.loaded = loaded;
    this.sequence = sequence;
  }

  /** Whether a model of that shape has this site. */
  static boolean has(GptConfig config, Site site) {
    return site.layer() < config.layers() && site.head() < config.heads();
  }

  /** The answer; of a model that cannot read the sequence, why. */
  Map<String, @Nullable Object> json(List<Site> off, Ablation ablation) {
    GptConfig config = loaded.config();
    Map<String, @Nullable Object> json =
        Json.object(
            "id", loaded.id(),
            "label", loaded.label(),
            "layers", config.layers(),
            "heads", config.heads(),
            "width", config.width());
    List<Site> silenced = off.stream().filter(site -> has(config, site)).toList();
    try {
      Playground playground = loaded.playground(sequence.procedure());
      SequenceView whole = playground.read(sequence.input(), List.of(), ablation);
      SequenceView now =
          silenced.isEmpty() ? whole : playground.read(sequence.input(), silenced, ablation);
      json.put("silenced", silenced.stream().map(SiteNames::of).toList());
      json.put("meanSamples", playground.meanSamples());
      json.put("predictions", predictions(now, whole));
      json.put("right", right(now));
      json.put("before", silenced.isEmpty() ? null : predictions(whole, whole));
      json.put("rightBefore", silenced.isEmpty() ? null : right(whole));
      json.put("attention", attention(now));
    } catch (IllegalArgumentException e) {
      json.put("fault", String.valueOf(e.getMessage()));
    }
    return json;
  }

  /** By position the likeliest tokens, each with its probability now and in the whole model. */
  private List<Object> predictions(SequenceView view, SequenceView whole) {
    List<Object> positions = new ArrayList<>();
    for (int t = 0; t < view.length(); t++) {
      List<Object> best = new ArrayList<>();
      for (Guess guess : view.best(t, GUESSES)) {
        best.add(
            List.of(
                sequence.words().symbol(guess.token()),
                rounded(guess.probability()),
                rounded(whole.probability(t, guess.token()))));
      }
      boolean isLast = t + 1 == view.length();
      positions.add(
          Json.object(
              "best", best,
              "right", isLast ? null : (Boolean) isRight(view, t),
              "truth",
                  isLast
                      ? null
                      : (Double) rounded(view.probability(t, sequence.tokens().get(t + 1)))));
    }
    return positions;
  }

  private boolean isRight(SequenceView view, int t) {
    return view.best(t, 1).getFirst().token() == sequence.tokens().get(t + 1);
  }

  /** How many of the positions that count are right. */
  private int right(SequenceView view) {
    int right = 0;
    for (int t : sequence.scored()) {
      right += isRight(view, t) ? 1 : 0;
    }
    return right;
  }

  private static double rounded(double probability) {
    return Math.round(probability * 1e4) / 1e4;
  }

  /** By layer and head: shares in 255ths in Base64, query by query, keys up to the query. */
  private List<Object> attention(SequenceView view) {
    List<Object> layers = new ArrayList<>();
    for (int layer = 0; layer < loaded.config().layers(); layer++) {
      List<String> heads = new ArrayList<>();
      for (int head = 0; head < loaded.config().heads(); head++) {
        heads.add(attention(view, layer, head));
      }
      layers.add(heads);
    }
    return layers;
  }

  private static String attention(SequenceView view, int layer, int head) {
    int length = view.length();
    byte[] shares = new byte[length * (length + 1) / 2];
    int at = 0;
    for (int query = 0; query < length; query++) {
      for (int key = 0; key <= query; key++) {
        shares[at++] = (byte) Math.round(255 * view.attention(layer, head, query, key));
      }
    }
    return Base64.getEncoder().encodeToString(shares);
  }
}
