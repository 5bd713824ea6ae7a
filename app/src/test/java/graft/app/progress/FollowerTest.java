package graft.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import graft.study.NodePlan;
import graft.training.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowerTest {
  private static final NodePlan DONE = new NodePlan("a", "first", 10, 100, true);
  private static final NodePlan NEXT = new NodePlan("b", "second", 10, 100, false);

  @Test
  void saysHowFarAStudyIs() {
    Instant[] now = {Instant.EPOCH};
    Follower follower = new Follower(() -> now[0]);
    follower.planned(List.of(DONE, NEXT));
    assertThat(follower.moment().share()).isEqualTo(0.5);
    assertThat(follower.moment().left()).isNull();
    follower.started(NEXT, 0);
    now[0] = now[0].plusSeconds(10);
    follower.progressed(NEXT, 5, 50);
    follower.measured(NEXT, new Measurement(5, 1, 1, 1, 0.75, 0, 0, null));
    Follower.Moment moment = follower.moment();
    assertThat(moment.share()).isEqualTo(0.75);
    assertThat(moment.left()).isEqualTo(Duration.ofSeconds(10));
    assertThat(moment.running()).containsExactly(new Follower.Now("b", "second", 5, 10, 0.75));
    follower.finished(NEXT);
    assertThat(follower.moment().done()).isEqualTo(2);
    assertThat(follower.moment().running()).isEmpty();
  }

  @Test
  void keepsTheLastWarnings() {
    Follower follower = new Follower(Instant::now);
    for (int i = 0; i < 30; i++) {
      follower.warned("warning " + i);
    }
    assertThat(follower.moment().warnings()).hasSize(20).endsWith("warning 29");
  }
}
