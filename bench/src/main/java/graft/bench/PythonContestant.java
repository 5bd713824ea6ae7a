package graft.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import graft.engine.Batch;
import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameters;
import graft.model.Weights;
import graft.training.TrainingObserver;
import graft.training.TrainingSettings;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The same training step in PyTorch itself, in the published form: the script {@code torch_gpt.py}
 * in a process of its own, which gets the very batches that the others draw.
 */
final class PythonContestant implements Contestant, AutoCloseable {
  private static final String PYTHON = "python3";

  private final Shape shape;
  private final Process process;
  private final OutputStream requests;
  private final BufferedReader answers;
  private final int threads;
  private final String version;

  /** Starts Python and sends the model and the settings. */
  PythonContestant(Shape shape) throws IOException {
    this.shape = shape;
    process =
        new ProcessBuilder(PYTHON, "-c", script())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    requests = process.getOutputStream();
    answers = process.inputReader(StandardCharsets.UTF_8);
    send(new ObjectMapper().writeValueAsString(setup()), buffer(0));
    String[] about = answer().split(" ");
    threads = Integer.parseInt(about[0]);
    version = about[1];
  }

  /** Whether there is a Python that has PyTorch. */
  static boolean available() throws InterruptedException {
    try {
      return new ProcessBuilder(PYTHON, "-c", "import torch")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String script() throws IOException {
    try (InputStream in = PythonContestant.class.getResourceAsStream("torch_gpt.py")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Map<String, Object> setup() {
    GptConfig model = shape.model();
    TrainingSettings training = shape.training();
    Parameters parameters = shape.initial().parameters();
    List<List<Object>> list = new ArrayList<>();
    for (Parameter parameter : parameters.list()) {
      list.add(List.of(parameter.name(), parameter.shape(), parameter.role().matrix()));
    }
    Map<String, Object> setup = new LinkedHashMap<>();
    setup.put("layers", model.layers());
    setup.put("heads", model.heads());
    setup.put("epsilon", GptConfig.LN_EPSILON);
    setup.put("head", parameters.head().name());
    setup.put("parameters", list);
    setup.put("weightDecay", training.weightDecay());
    setup.put("clip", training.clip());
    setup.put("dropout", training.dropout());
    return setup;
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public String description() {
    return "PyTorch " + version + " in Python";
  }

  @Override
  public double loss(Weights weights, Batch batch) {
    try {
      send(weights);
      return loss(batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The loss of the weights that it has. */
  double loss(Batch batch) throws IOException {
    send("loss", PaddedBatch.published(shape, batch), "");
    return Double.parseDouble(answer());
  }

  @Override
  public void train(TrainingObserver observer) throws IOException {
    TrainingSettings settings = shape.training();
    send(shape.initial());
    Batches batches = new Batches(shape);
    long tokens = 0;
    for (long step = 0; step < settings.steps(); step++) {
      observer.progressed(step, settings.steps(), tokens);
      Batch batch = batches.train(step);
      tokens += batch.tokenCount();
      send("step", PaddedBatch.published(shape, batch), " " + TorchOptimizer.rate(settings, step));
      answer();
    }
  }

  private void send(Weights weights) throws IOException {
    ByteBuffer bytes = buffer(weights.values().length * (long) Float.BYTES);
    bytes.asFloatBuffer().put(weights.values());
    send("weights", bytes);
    answer();
  }

  private void send(String request, PaddedBatch batch, String more) throws IOException {
    ByteBuffer bytes = buffer(2L * batch.tokens.length * Long.BYTES);
    bytes.asLongBuffer().put(batch.tokens).put(batch.labels);
    send(request + " " + batch.size() + " " + batch.length + more, bytes);
  }

  private void send(String line, ByteBuffer bytes) throws IOException {
    requests.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    Channels.newChannel(requests).write(bytes);
    requests.flush();
  }

  private static ByteBuffer buffer(long size) {
    return ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new EOFException("Python ended unexpectedly");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.onExit().join();
  }
}
