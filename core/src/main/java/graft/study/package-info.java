/** Studies: experiments as data, recipes with hashes, the store of results, and the runner. */
@NullMarked
package graft.study;

import org.jspecify.annotations.NullMarked;
