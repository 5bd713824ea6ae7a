package graft.surgery;

import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameters;
import graft.model.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where two models differ: every list begins with what differs most, by {@link
 * Difference#relative}.
 *
 * @param tensors each parameter
 * @param parts each part of each block, and the embedding
 * @param heads each head of each block
 * @param incomparable parameters that have another shape in the other model, or that one lacks
 */
public record Diff(
    List<Difference> tensors,
    List<Difference> parts,
    List<Difference> heads,
    List<String> incomparable) {

  /**
   * Compares two models.
   *
   * @throws IllegalArgumentException if they differ in layers, heads or width, naming both shapes
   */
  public static Diff between(Weights first, Weights second) {
    GptConfig a = first.config();
    GptConfig b = second.config();
    Shapes.requireSameBlocks("the first model", a, "the second", b);
    return new Diff(
        differences(Region.tensors(a, b), first, second),
        differences(Region.parts(a, b), first, second),
        differences(Region.heads(a, b), first, second),
        incomparable(Parameters.of(a).list(), Parameters.of(b).list()));
  }

  private static List<Difference> differences(List<Region> regions, Weights first, Weights second) {
    return regions.stream()
        .map(region -> Difference.of(region, first, second))
        .sorted(Comparator.comparingDouble(Difference::relative).reversed())
        .toList();
  }

  private static List<String> incomparable(List<Parameter> first, List<Parameter> second) {
    List<String> result = new ArrayList<>();
    for (Parameter parameter : first) {
      second.stream()
          .filter(other -> other.name().equals(parameter.name()))
          .filter(other -> !Region.isSame(parameter, other))
          .forEach(
              other ->
                  result.add(
                      "%s: %s and %s".formatted(other.name(), parameter.shape(), other.shape())));
    }
    result.addAll(onlyIn(first, second, "first"));
    result.addAll(onlyIn(second, first, "second"));
    return List.copyOf(result);
  }

  private static List<String> onlyIn(List<Parameter> list, List<Parameter> other, String which) {
    Set<String> names = other.stream().map(Parameter::name).collect(Collectors.toSet());
    return list.stream()
        .map(Parameter::name)
        .filter(name -> !names.contains(name))
        .map(name -> name + ": only in the " + which)
        .toList();
  }
}
