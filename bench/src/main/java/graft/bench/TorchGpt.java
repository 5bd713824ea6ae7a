package graft.bench;

import static org.bytedeco.pytorch.global.torch.addmm;
import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.dropout;
import static org.bytedeco.pytorch.global.torch.embedding;
import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.matmul;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;
import static org.bytedeco.pytorch.global.torch.softmax;

import graft.model.GptConfig;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * GPT-2 in libtorch's operations, one by one as a PyTorch program would call them.
 *
 * <p>Tensors are [B, T, C], attention's [B, H, T, D].
 *
 * @param dropoutRate 0 for none
 * @param everyLogit whether the final normalisation and the head work on all positions and the loss
 *     ignores those that do not count, as published; or only on those that count
 * @param fused whether attention is one operation, or two products and a softmax
 */
record TorchGpt(
    GptConfig config, TorchWeights weights, double dropoutRate, boolean everyLogit, boolean fused) {

  /** Mean cross-entropy of the counted predictions. */
  Tensor loss(TorchBatch batch) {
    Tensor x = blocks(embed(batch.tokens())).reshape(-1, config.width());
    if (!everyLogit) {
      x = x.index_select(0, batch.rows());
    }
    Tensor logits = linear(norm(x, "ln_f."), weights.head());
    return cross_entropy_loss(logits, everyLogit ? batch.labels() : batch.targets());
  }

  private Tensor embed(Tensor tokens) {
    Tensor positions = arange(new Scalar(tokens.size(1)));
    Tensor sum =
        embedding(weights.get("wte.weight"), tokens)
            .add(embedding(weights.get("wpe.weight"), positions));
    return dropped(sum);
  }

  private Tensor blocks(Tensor embedded) {
    Tensor x = embedded;
    for (int l = 0; l < config.layers(); l++) {
      String block = "h." + l + ".";
      x = x.add(dropped(attention(norm(x, block + "ln_1."), block + "attn.")));
      x = x.add(dropped(mlp(norm(x, block + "ln_2."), block + "mlp.")));
    }
    return x;
  }

  private Tensor mlp(Tensor x, String at) {
    return map(gelu(map(x, at + "c_fc."), "tanh"), at + "c_proj.");
  }

  private Tensor attention(Tensor x, String at) {
    TensorVector qkv = map(x, at + "c_attn.").split(config.width(), 2);
    Tensor q = byHead(qkv.get(0));
    Tensor k = byHead(qkv.get(1));
    Tensor v = byHead(qkv.get(2));
    Tensor mixed = fused ? fused(q, k, v) : stepwise(q, k, v);
    Tensor joined = mixed.transpose(1, 2).contiguous().view(x.size(0), x.size(1), config.width());
    return map(joined, at + "c_proj.");
  }

  private Tensor byHead(Tensor x) {
    return x.view(x.size(0), x.size(1), config.heads(), config.headWidth()).transpose(1, 2);
  }

  private Tensor fused(Tensor q, Tensor k, Tensor v) {
    return scaled_dot_product_attention(
        q, k, v, new TensorOptional(), dropoutRate, true, new DoubleOptional(), false);
  }

  private Tensor stepwise(Tensor q, Tensor k, Tensor v) {
    Tensor scores =
        matmul(q, k.transpose(-2, -1)).mul(new Scalar(1 / Math.sqrt(config.headWidth())));
    Tensor hidden = ones(q.size(2), q.size(2)).triu(1).to(ScalarType.Bool);
    Tensor masked = scores.masked_fill(hidden, new Scalar(Double.NEGATIVE_INFINITY));
    return matmul(dropped(softmax(masked, -1, new ScalarTypeOptional())), v);
  }

  private Tensor norm(Tensor x, String at) {
    return layer_norm(
        x,
        new long[] {config.width()},
        new TensorOptional(weights.get(at + "weight")),
        new TensorOptional(weights.get(at + "bias")),
        GptConfig.LN_EPSILON,
        false);
  }

  /** x W + b on the last axis, as GPT-2's layer that is called Conv1D. */
  private Tensor map(Tensor x, String at) {
    Tensor weight = weights.get(at + "weight");
    Tensor rows = x.view(-1, weight.size(0));
    return addmm(weights.get(at + "bias"), rows, weight).view(x.size(0), x.size(1), weight.size(1));
  }

  private Tensor dropped(Tensor x) {
    return dropoutRate > 0 ? dropout(x, dropoutRate, true) : x;
  }
}
