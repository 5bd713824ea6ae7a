package graft.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What every site adds to the residual stream, averaged over all positions of samples. */
final class SiteMeans {
  private final Map<Site, double[]> means;

  private SiteMeans(Map<Site, double[]> means) {
    this.means = means;
  }

  static SiteMeans of(InstrumentedModel model, List<Sample> samples) {
    List<Site> sites = Site.all(model.config());
    int width = model.config().width();
    List<double[][]> sums =
        samples.parallelStream()
            .map(
                sample -> {
                  Recording recording = model.record(sample.input());
                  return sites.stream()
                      .map(site -> columnSums(recording.output(site), width))
                      .toArray(double[][]::new);
                })
            .toList();
    long positions = samples.stream().mapToLong(Sample::length).sum();
    Map<Site, double[]> means = new HashMap<>();
    for (int s = 0; s < sites.size(); s++) {
      double[] mean = new double[width];
      for (double[][] sum : sums) {
        add(sum[s], 0, mean);
      }
      Arrays.setAll(mean, i -> mean[i] / positions);
      means.put(sites.get(s), mean);
    }
    return new SiteMeans(means);
  }

  /** The mean [C] of a site. */
  double[] of(Site site) {
    return Objects.requireNonNull(means.get(site));
  }

  private static double[] columnSums(double[] rows, int width) {
    double[] sum = new double[width];
    for (int from = 0; from < rows.length; from += width) {
      add(rows, from, sum);
    }
    return sum;
  }

  private static void add(double[] values, int from, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[from + i];
    }
  }
}
