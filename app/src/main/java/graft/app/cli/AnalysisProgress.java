package graft.app.cli;

import graft.analysis.Analyzer;
import graft.app.progress.Tally;
import java.util.concurrent.atomic.AtomicInteger;

/** Shows how an analysis goes on. */
final class AnalysisProgress implements Analyzer.Listener {
  private final Tally tally;
  private final AtomicInteger done = new AtomicInteger();

  AnalysisProgress(Tally tally) {
    this.tally = tally;
  }

  @Override
  public void began(String what, int samples) {
    done.set(0);
    tally.begin(what, "samples", 0, samples);
  }

  @Override
  public void sampled() {
    tally.done(done.incrementAndGet());
  }
}
