package graft.surgery.merge;

import graft.model.GptConfig;
import graft.model.Weights;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spherical linear interpolation between two models (Shoemake, 1985), tensor by tensor: with theta
 * the angle between a and b, sin((1 - t) theta) / sin theta * a + sin(t theta) / sin theta * b.
 *
 * <p>Where |cos theta| is above {@link #PARALLEL}, or one of the tensors is zero and has no
 * direction, (1 - t) a + t b. At t = 0 and t = 1 every bit is that of the one model or the other.
 *
 * @param selector what is merged; the rest is the first model's
 * @param t from 0, the first model, to 1, the second
 * @param embedding if the second model has another vocabulary; else null
 */
public record Slerp(Selector selector, double t, @Nullable EmbeddingStrategy embedding)
    implements Merge {
  /** Cosine from which on two tensors count as parallel; mergekit's. */
  public static final double PARALLEL = 0.9995;

  public Slerp {
    if (!(t >= 0 && t <= 1)) {
      throw new IllegalArgumentException("t must be from 0 to 1, not " + t);
    }
    Transplant.requireEmbedding(selector, embedding);
  }

  @Override
  public Weights apply(List<Weights> models) {
    requireFits(Merge.shapes(models));
    return new Alignment(selector, embedding)
        .merge(models, (slice, values) -> between(values.getFirst(), values.getLast()));
  }

  @Override
  public void requireFits(List<GptConfig> models) {
    if (models.size() != 2) {
      throw new IllegalArgumentException(
          "slerp goes between two models, not " + models.size() + ": try linear");
    }
    new Alignment(selector, embedding).requireFits(models);
  }

  private float[] between(float[] a, float[] b) {
    if (t == 0 || t == 1) {
      return t == 0 ? a : b;
    }
    double cosine = dot(a, b) / StrictMath.sqrt(dot(a, a) * dot(b, b));
    if (!(Math.abs(cosine) <= PARALLEL)) {
      return mixed(1 - t, a, t, b);
    }
    double angle = StrictMath.acos(cosine);
    double sine = StrictMath.sin(angle);
    return mixed(StrictMath.sin((1 - t) * angle) / sine, a, StrictMath.sin(t * angle) / sine, b);
  }

  private static float[] mixed(double ofA, float[] a, double ofB, float[] b) {
    float[] result = new float[a.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (ofA * a[i] + ofB * b[i]);
    }
    return result;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
