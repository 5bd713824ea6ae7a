package graft.procedure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a procedure does and what it is known to be good for, for users. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface About {
  /** What it does, in one line. */
  String value();

  /**
   * What publications found it good for, in a sentence or two with its source; empty if nothing.
   */
  String finding() default "";
}
