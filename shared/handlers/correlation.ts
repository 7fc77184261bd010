const WORD = /^[\w.-]{1,64}$/;

/** An id by which a caller follows a call; an invalid one is dropped. */
export const correlationIdOf = (given: string | undefined): string | undefined =>
  given !== undefined && WORD.test(given) ? given : undefined;
