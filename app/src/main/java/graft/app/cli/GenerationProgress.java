package graft.app.cli;

import graft.app.data.DataRecipe;
import graft.app.data.Generation;
import graft.app.progress.Tally;

/** Shows how a generation goes on. */
final class GenerationProgress implements Generation.Listener {
  private final DataRecipe recipe;
  private final Tally tally;
  private boolean packing;

  GenerationProgress(DataRecipe recipe, Tally tally) {
    this.recipe = recipe;
    this.tally = tally;
  }

  @Override
  public void begun(long examples) {
    tally.begin(recipe.procedure().name(), "examples", (double) examples, (double) recipe.count());
  }

  @Override
  public void drawn(long examples) {
    tally.done((double) examples);
  }

  @Override
  public void packed(double share) {
    if (!packing) {
      packing = true;
      tally.begin(recipe.format().word(), "", 0, 1);
    }
    tally.done(share);
  }
}
