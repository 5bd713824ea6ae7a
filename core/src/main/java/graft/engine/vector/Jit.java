package graft.engine.vector;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.ObjectName;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/**
 * Asks HotSpot's diagnostic commands (those of {@code jcmd}) what it is compiling, and has it
 * compile the kernels anew.
 */
final class Jit {
  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
  private static final String PACKAGE = Jit.class.getPackageName();

  private Jit() {}

  /** Whether code of this package is being compiled or waits for it; false if it is not known. */
  static boolean compiling() {
    try {
      return command("compilerQueue").contains(PACKAGE + ".");
    } catch (JMException | JMRuntimeException e) {
      return false;
    }
  }

  /**
   * Has the kernels compiled anew, out of line, with what they learnt about their use forgotten.
   * The directives alone would change only what is compiled later (their option to refresh existed
   * in Java 22 only), and code that is in use is thrown away only when its class changes: so an
   * agent, loaded into this process, replaces the classes by themselves.
   *
   * @return why that was not possible, or null
   */
  static @Nullable String recompile() {
    try {
      Path directives = Files.createTempFile("graft-directives", ".json");
      Files.writeString(directives, directives());
      String added = command("compilerDirectivesAdd", directives.toString());
      Files.delete(directives);
      if (!added.contains("directives added")) {
        return firstLine(added);
      }
      Path agent = agent();
      Agent.DONE.set(false);
      String answer = command("jvmtiAgentLoad", agent.toString());
      return Agent.DONE.get() ? null : firstLine(answer);
    } catch (IOException | JMException | JMRuntimeException e) {
      return e.toString();
    }
  }

  /** Kernels are called; the one function that they share is part of each. */
  static String directives() {
    String path = PACKAGE.replace('.', '/') + "/";
    String kernels =
        KernelCases.CLASSES.stream()
            .map(kernel -> ", \"-" + path + kernel.getSimpleName() + ".*\"")
            .collect(Collectors.joining());
    return "[{match: [\"%s*.*\"], inline: [\"+%sLanes.exp2\"%s]}]".formatted(path, path, kernels);
  }

  /** A jar that only names the agent's class; it stays open until the process ends. */
  private static Path agent() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Agent-Class", Agent.class.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    Path jar = Files.createTempFile("graft-agent", ".jar");
    jar.toFile().deleteOnExit();
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  private static String firstLine(String answer) {
    String line = answer.strip().lines().findFirst().orElse("no reason given");
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  private static String command(String name, String... arguments) throws JMException {
    Object[] parameters = {arguments};
    String[] types = {String[].class.getName()};
    boolean none = arguments.length == 0;
    Object answer =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(new ObjectName(COMMANDS), name, none ? null : parameters, none ? null : types);
    return String.valueOf(answer);
  }

  /** What the virtual machine starts in this process. */
  public static final class Agent {
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private Agent() {}

    /** Replaces by themselves the kernels' classes and those whose methods are part of them. */
    public static void agentmain(String arguments, Instrumentation instrumentation)
        throws UnmodifiableClassException {
      Set<String> packages = Set.of(PACKAGE, FloatVector.class.getPackageName());
      Class<?>[] classes =
          Arrays.stream(instrumentation.getAllLoadedClasses())
              .filter(loaded -> packages.contains(loaded.getPackageName()))
              .filter(instrumentation::isModifiableClass)
              .toArray(Class<?>[]::new);
      instrumentation.retransformClasses(classes);
      DONE.set(true);
    }
  }
}
