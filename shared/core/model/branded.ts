declare const brand: unique symbol;

/** A text that must not be taken for another kind of text; made in one place only, read as text everywhere. */
export type Branded<B extends string> = string & { readonly [brand]: B };
