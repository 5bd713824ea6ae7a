package graft.analysis;

import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The residual stream in front of every block and behind the last, at every position of all
 * samples: one matrix [N,C] each, whose rows are the samples' positions in order.
 */
final class Streams {
  private final List<DMatrixRMaj> layers;

  private Streams(List<DMatrixRMaj> layers) {
    this.layers = layers;
  }

  static Streams of(InstrumentedModel model, List<Sample> samples) {
    List<double[][]> parts =
        samples.parallelStream().map(sample -> model.record(sample.input()).streams).toList();
    int width = model.config().width();
    int rows = samples.stream().mapToInt(Sample::length).sum();
    return new Streams(
        IntStream.rangeClosed(0, model.config().layers())
            .mapToObj(layer -> joined(parts, layer, rows, width))
            .toList());
  }

  private static DMatrixRMaj joined(List<double[][]> parts, int layer, int rows, int width) {
    DMatrixRMaj all = new DMatrixRMaj(rows, width);
    int at = 0;
    for (double[][] part : parts) {
      System.arraycopy(part[layer], 0, all.data, at, part[layer].length);
      at += part[layer].length;
    }
    return all;
  }

  /** By layer: 0 are the embeddings. */
  List<DMatrixRMaj> layers() {
    return layers;
  }
}
