const WORD = /^[\w.-]{1,64}$/;

/** An id by which a caller follows what became of his call; anything else a sender calls one is not passed on. */
export const correlationIdOf = (given: string | undefined): string | undefined =>
  given !== undefined && WORD.test(given) ? given : undefined;
