/**
 * An authorization number normalized for comparison: ` a12 345`, `A12-345` and `A12345` are equal. One without a letter
 * or digit stays as it is.
 */
export const plainNumber = (number: string): string => {
  const spaceless = spacelessNumber(number);
  return spaceless.replace(/[^\p{L}\p{N}]/gu, '') || spaceless;
};

/** The form in keys of numbers stored before dashes were ignored. */
export const spacelessNumber = (number: string): string => number.toUpperCase().replace(/\s/g, '');

/** Whether both are one number, in any spelling, or both are none. */
export const sameNumber = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined ? a === b : plainNumber(a) === plainNumber(b);

/** A member number normalized for comparison: `1EG4-TE5-MK73`, `1eg4te5mk73` and `1EG4 TE5 MK73` are equal, with any dash. */
export const plainMemberNumber = (memberId: string): string =>
  memberId.toUpperCase().replace(/[\s\-\u2010-\u2015]/g, '');
