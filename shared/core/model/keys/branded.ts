declare const brand: unique symbol;

/** A branded string: created in one place only, readable as a string everywhere. */
export type Branded<B extends string> = string & { readonly [brand]: B };
