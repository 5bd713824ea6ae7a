/** The local web page: a server that reads results and runs studies, and computes nothing else. */
@NullMarked
package graft.app.web;

import org.jspecify.annotations.NullMarked;
