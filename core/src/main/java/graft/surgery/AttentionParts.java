package graft.surgery;

import graft.model.GptConfig;
import graft.model.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where halves and heads of attention lie in its four parameters. The fused QKV is [C, 3C], columns
 * Q, K, V, each head after head; the output projection is [C, C], its rows head after head.
 */
final class AttentionParts {
  private final boolean queryKey;
  private final boolean valueOutput;
  private final Set<Integer> heads;
  private final int width;
  private final int headWidth;

  AttentionParts(Set<Part> parts, Set<Integer> heads, GptConfig config) {
    this.queryKey = parts.contains(Part.ATTENTION) || parts.contains(Part.QUERY_KEY);
    this.valueOutput = parts.contains(Part.ATTENTION) || parts.contains(Part.VALUE_OUTPUT);
    this.heads = heads;
    this.width = config.width();
    this.headWidth = config.headWidth();
  }

  List<Slice> slices(Parameter parameter) {
    return switch (parameter.role()) {
      case QKV_WEIGHT, QKV_BIAS -> qkv(parameter);
      case ATTENTION_OUTPUT_WEIGHT -> valueOutput ? rows(parameter) : List.of();
      case ATTENTION_OUTPUT_BIAS ->
          valueOutput && heads.isEmpty() ? List.of(Slice.whole(parameter)) : List.of();
      default -> throw new IllegalArgumentException(parameter.name() + " is no part of attention");
    };
  }

  private List<Slice> qkv(Parameter parameter) {
    List<Slice> slices = new ArrayList<>();
    if (queryKey) {
      slices.addAll(columns(parameter, 0));
      slices.addAll(columns(parameter, width));
    }
    if (valueOutput) {
      slices.addAll(columns(parameter, 2 * width));
    }
    return slices;
  }

  /** One of Q, K and V, which begins at column {@code start}. */
  private List<Slice> columns(Parameter parameter, int start) {
    if (heads.isEmpty()) {
      return List.of(Slice.columns(parameter, start, width));
    }
    return heads.stream()
        .map(head -> Slice.columns(parameter, start + head * headWidth, headWidth))
        .toList();
  }

  private List<Slice> rows(Parameter parameter) {
    if (heads.isEmpty()) {
      return List.of(Slice.whole(parameter));
    }
    return heads.stream().map(head -> Slice.rows(parameter, head * headWidth, headWidth)).toList();
  }
}
