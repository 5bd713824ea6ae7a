package graft.engine.vector;

import graft.engine.Dropout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Dropout on runs of [element][lane] that lie in one array {@code m}; see {@link Dropout}. */
final class DropoutKernels {
  private DropoutKernels() {}

  /**
   * x[k] *= its {@link Dropout#factor}, for {@code count} consecutive elements.
   *
   * @param start where each lane's element bits start
   * @param first the first element's number, counted from there
   */
  static void drop(
      float[] m, int in, int out, int count, int[] start, int first, int threshold, float scale) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      IntVector counter =
          IntVector.fromArray(Lanes.INTS, start, p).add(first * Dropout.ELEMENT_STEP);
      for (int k = p; k < count * Lanes.COUNT; k += Lanes.COUNT) {
        IntVector x = counter;
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16)).mul(0x7FEB352D);
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15)).mul(0x846CA68B);
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16));
        VectorMask<Integer> dropped = x.lanewise(VectorOperators.LSHR, 8).lt(threshold);
        FloatVector value = FloatVector.fromArray(Lanes.FLOATS, m, in + k).mul(scale);
        value.blend(0f, dropped.cast(Lanes.FLOATS)).intoArray(m, out + k);
        counter = counter.add(Dropout.ELEMENT_STEP);
      }
    }
  }

  /** The same for probabilities, which besides remember in their sign which were dropped. */
  static void dropAndMark(
      float[] m, int in, int out, int count, int[] start, int first, int threshold, float scale) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      IntVector counter =
          IntVector.fromArray(Lanes.INTS, start, p).add(first * Dropout.ELEMENT_STEP);
      for (int k = p; k < count * Lanes.COUNT; k += Lanes.COUNT) {
        IntVector x = counter;
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16)).mul(0x7FEB352D);
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15)).mul(0x846CA68B);
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16));
        VectorMask<Float> dropped =
            x.lanewise(VectorOperators.LSHR, 8).lt(threshold).cast(Lanes.FLOATS);
        FloatVector value = FloatVector.fromArray(Lanes.FLOATS, m, in + k);
        value.blend(value.neg(), dropped).intoArray(m, in + k);
        value.mul(scale).blend(0f, dropped).intoArray(m, out + k);
        counter = counter.add(Dropout.ELEMENT_STEP);
      }
    }
  }

  /** Splits probabilities of {@link #dropAndMark} again into all of them and the kept ones. */
  static void unmark(float[] m, int marked, int kept, int count, float scale) {
    for (int k = 0; k < count * Lanes.COUNT; k += Lanes.WIDTH) {
      FloatVector value = FloatVector.fromArray(Lanes.FLOATS, m, marked + k);
      value.mul(scale).blend(0f, value.lt(0f)).intoArray(m, kept + k);
      value.abs().intoArray(m, marked + k);
    }
  }
}
