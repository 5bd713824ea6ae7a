package graft.app.web;

import graft.app.report.Json;
import graft.procedure.DeclaredSetting;
import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.procedure.SettingException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The registry of procedures, and samples of one with settings of the reader's choice. */
final class ProceduresApi {
  /** The parameter that names the seed; no setting is called that. */
  static final String SEED = "draw";

  /** The parameter that says where drawing begins. */
  static final String SKIP = "skip";

  private static final int PREVIEW_TOKENS = 60;
  private static final int MOST_SKIPPED = 10_000;
  private static final int LONGEST_VALUE = 2_000;
  private static final String MEND = "choose smaller settings, or 'graft sample'";

  private final Errand errand;
  private volatile @Nullable Object listed;

  /**
   * Answers about procedures.
   *
   * @param errand draws the samples
   */
  ProceduresApi(Errand errand) {
    this.errand = errand;
  }

  void routes(RoutesConfig routes) {
    routes.get("/api/procedures", request -> Answer.json(request, list()));
    routes.get("/api/procedures/{procedure}", this::one);
  }

  /** All procedures; made once, since nothing in it changes. */
  private Object list() {
    Object known = listed;
    if (known == null) {
      known =
          errand.run(
              () ->
                  Json.object(
                      "procedures",
                      Procedures.entries().parallelStream().map(ProceduresApi::line).toList()),
              "try again");
      listed = known;
    }
    return known;
  }

  private static Map<String, @Nullable Object> line(Procedures.Entry entry) {
    Map<String, @Nullable Object> line = head(entry);
    Procedure procedure = Procedures.create(entry.name(), Map.of());
    Example example = new Example();
    new ExampleSource(procedure, 1, 0).train(0, example);
    line.put("sample", new SampleJson(procedure, PREVIEW_TOKENS).of(example));
    return line;
  }

  private static Map<String, @Nullable Object> head(Procedures.Entry entry) {
    return Json.object(
        "name", entry.name(),
        "kind", entry.kind().name().toLowerCase(Locale.ROOT),
        "about", entry.description(),
        "finding", entry.finding());
  }

  private void one(Context request) {
    Procedures.Entry entry = entry(request.pathParam("procedure"));
    Map<String, @Nullable Object> answer = head(entry);
    long seed = number(request, SEED, 1, Long.MAX_VALUE);
    int skip = (int) number(request, SKIP, 0, MOST_SKIPPED);
    Map<String, String> settings = settings(request);
    answer.put(
        "settings",
        entry.settings().stream()
            .map(
                setting ->
                    SettingJson.of(
                        setting, settings.getOrDefault(setting.name(), setting.fallbackText())))
            .toList());
    try {
      answer.putAll(errand.run(() -> samples(entry, settings, seed, skip), MEND));
    } catch (SettingException e) {
      refuse(answer, e.getMessage(), e.setting());
    } catch (IllegalArgumentException e) {
      refuse(answer, e.getMessage(), null);
    }
    Answer.json(request, answer);
  }

  /** What is wrong with the settings; the controls that mend it are part of the answer too. */
  private static void refuse(
      Map<String, @Nullable Object> answer, @Nullable String message, @Nullable String setting) {
    answer.put("fault", message);
    answer.put("at", setting == null ? null : setting.split("[.\\[]", 2)[0]);
  }

  private static Procedures.Entry entry(String name) {
    return Procedures.entries().stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("there is no procedure of that name"));
  }

  private static Map<String, @Nullable Object> samples(
      Procedures.Entry entry, Map<String, String> settings, long seed, int skip) {
    Procedure procedure = Procedures.create(entry.name(), settings);
    Map<String, @Nullable Object> answer = Display.of(procedure).json(seed, skip);
    Map<String, Object> values = Procedures.settings(procedure);
    Map<String, Object> changed = new TreeMap<>();
    for (DeclaredSetting setting : entry.settings()) {
      Object value = Objects.requireNonNull(values.get(setting.name()));
      if (!value.equals(setting.fallback())) {
        changed.put(setting.name(), value);
      }
    }
    answer.put("yaml", ProcedureWords.yaml(entry, values));
    answer.put("command", ProcedureWords.command(entry, changed, seed));
    return answer;
  }

  /** What the request says of settings, each at the most once. */
  private static Map<String, String> settings(Context request) {
    Map<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, List<String>> given : request.queryParamMap().entrySet()) {
      if (given.getKey().equals(SEED) || given.getKey().equals(SKIP)) {
        continue;
      }
      String value = given.getValue().getFirst();
      if (given.getValue().size() > 1 || value.length() > LONGEST_VALUE) {
        throw new Refusal(400, "a setting is given once, in " + LONGEST_VALUE + " letters");
      }
      settings.put(given.getKey(), value);
    }
    return settings;
  }

  private static long number(Context request, String name, long fallback, long most) {
    String text = request.queryParam(name);
    if (text == null) {
      return fallback;
    }
    if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) > most) {
      throw new Refusal(400, "'" + name + "' must be a whole number from 0 to " + most);
    }
    return Long.parseLong(text);
  }
}
