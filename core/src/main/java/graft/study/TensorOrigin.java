package graft.study;

import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameters;
import graft.surgery.Transplant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a tensor of a composed model comes from.
 *
 * @param tensor its name
 * @param component that it belongs to, as it is written
 * @param layer or -1 outside the blocks
 * @param shape its sizes
 * @param from label of the donor, null if it stays as it was initialised
 * @param sourceShape sizes of the donor's tensor; empty if there is none
 * @param how it comes from there
 */
public record TensorOrigin(
    String tensor,
    String component,
    int layer,
    List<Integer> shape,
    @Nullable String from,
    List<Integer> sourceShape,
    How how) {
  /** What becomes of a tensor. */
  public enum How {
    /** It stays as it was initialised. */
    RANDOM,
    /** It is copied value by value. */
    COPY,
    /** It has the first of the donor's rows. */
    FIRST_ROWS,
    /** Each of its rows is the mean of the donor's. */
    MEAN,
    /** It has the donor's rows, and for the further ones their mean. */
    COPY_AND_MEAN
  }

  /** The tensors of a fresh model. */
  static List<TensorOrigin> fresh(GptConfig config) {
    return Parameters.of(config).list().stream().map(TensorOrigin::fresh).toList();
  }

  private static TensorOrigin fresh(Parameter parameter) {
    return new TensorOrigin(
        parameter.name(),
        parameter.component().name().toLowerCase(Locale.ROOT),
        parameter.layer(),
        parameter.shape(),
        null,
        List.of(),
        How.RANDOM);
  }

  /** The same after a donor has given it. */
  TensorOrigin from(String donor, Transplant.Move move) {
    How given =
        switch (move.how()) {
          case STAY -> How.RANDOM;
          case COPY -> How.COPY;
          case FIRST_ROWS -> How.FIRST_ROWS;
          case MEAN -> How.MEAN;
          case COPY_AND_MEAN -> How.COPY_AND_MEAN;
        };
    return new TensorOrigin(tensor, component, layer, shape, donor, move.source().shape(), given);
  }
}
