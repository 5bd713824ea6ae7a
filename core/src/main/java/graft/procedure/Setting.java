package graft.procedure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a component of a procedure's record as a setting, once for YAML, command line, docs and
 * recipes.
 *
 * <p>The component's type is int, long, double, boolean, String, an enum (in YAML its constants are
 * lower-case, with hyphens), {@link Procedure}, or a List of Procedure or Double. A component
 * cannot be called {@code vocabulary} or {@code length}, since {@link Procedure} has methods of
 * these names: call it {@code symbols} or {@code n} and set {@link #name}. No setting is called
 * {@code name}, which names the procedure.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** The name that users write; by default the component's. */
  String name() default "";

  /** The value when users say nothing, as they would write it. */
  String fallback();

  /** One line for users: what it is, and its limits. */
  String about();
}
