package graft.app.web;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens.
 *
 * @param host name or address
 * @param port 0 for any that is free
 * @param token that every request must bring; null if only this machine can reach it
 */
public record Address(String host, int port, @Nullable String token) {
  private static final int TOKEN_BYTES = 24;

  /** Reached from this machine only. */
  public static Address loopback(int port) {
    return new Address("127.0.0.1", port, null);
  }

  /** Reached from wherever that name leads to this machine, by those who know a new token. */
  public static Address open(String host, int port) {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return new Address(host, port, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** What a request may call this machine. */
  Set<String> names() {
    Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    names.add(bracketed(host));
    if (token != null) {
      addOwn(names);
    }
    return names;
  }

  /** This machine's name and its addresses, for a server that listens at all of them. */
  private static void addOwn(Set<String> names) {
    try {
      names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
    } catch (java.net.UnknownHostException e) {
      // It is reached by its addresses then.
    }
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(address -> bracketed(address.getHostAddress().replaceFirst("%.*", "")))
          .forEach(names::add);
    } catch (SocketException e) {
      // It is reached by its name then.
    }
  }

  private static String bracketed(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
  }

  /** The address to open. */
  URI uri(int actualPort) {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String name = everywhere ? "localhost" : bracketed(host);
    return URI.create(
        "http://" + name + ":" + actualPort + "/" + (token == null ? "" : "?token=" + token));
  }
}
