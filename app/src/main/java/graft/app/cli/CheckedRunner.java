package graft.app.cli;

import graft.app.progress.Both;
import graft.study.NodePlan;
import graft.study.Runner;
import graft.study.Store;
import graft.study.Study;
import graft.study.StudyObserver;
import graft.study.StudyResult;
import java.util.List;

/** A runner that checks the engine's kernels before a study's first trial. */
record CheckedRunner(Runner runner, String engine) implements Runner {
  @Override
  public StudyResult run(Study study, Store store, StudyObserver observer)
      throws InterruptedException {
    StudyObserver check =
        new StudyObserver() {
          @Override
          public void planned(List<NodePlan> nodes) {
            Kernels.lookBefore(nodes, engine, observer::warned);
          }
        };
    return runner.run(study, store, new Both(observer, check));
  }
}
