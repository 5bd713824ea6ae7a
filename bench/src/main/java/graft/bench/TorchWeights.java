package graft.bench;

import static org.bytedeco.pytorch.global.torch.tensor;

import graft.model.Parameter;
import graft.model.Parameters;
import graft.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** A model's parameters as libtorch's, by the names and in the order of {@link Parameters}. */
final class TorchWeights {
  private final Parameters parameters;
  private final List<Tensor> tensors = new ArrayList<>();
  private final Map<String, Tensor> byName = new HashMap<>();

  /** Copies. */
  TorchWeights(Weights weights) {
    parameters = weights.parameters();
    for (Parameter parameter : parameters.list()) {
      float[] values = Arrays.copyOfRange(weights.values(), parameter.offset(), parameter.end());
      long[] shape = parameter.shape().stream().mapToLong(Integer::longValue).toArray();
      Tensor leaf = tensor(values).view(shape).detach().requires_grad_(true);
      tensors.add(leaf);
      byName.put(parameter.name(), leaf);
    }
  }

  Tensor get(String name) {
    Tensor tensor = byName.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the model has no parameter " + name);
    }
    return tensor;
  }

  /** The matrix that makes the logits. */
  Tensor head() {
    return get(parameters.head().name());
  }

  /** All parameters. */
  TensorVector all() {
    return select(parameter -> true);
  }

  /** Those that decay: matrices and embeddings; or the others. */
  TensorVector decaying(boolean decaying) {
    return select(parameter -> parameter.role().matrix() == decaying);
  }

  private TensorVector select(Predicate<Parameter> chosen) {
    TensorVector selected = new TensorVector();
    for (int i = 0; i < tensors.size(); i++) {
      if (chosen.test(parameters.list().get(i))) {
        selected.push_back(tensors.get(i));
      }
    }
    return selected;
  }

  /** A copy of the present values as one flat array. */
  float[] values() {
    float[] values = new float[parameters.size()];
    for (int i = 0; i < tensors.size(); i++) {
      Parameter parameter = parameters.list().get(i);
      tensors
          .get(i)
          .contiguous()
          .data_ptr_float()
          .get(values, parameter.offset(), parameter.size());
    }
    return values;
  }
}
