/** An authorization number normalized for comparison: ` a12 345` and `A12345` are equal. */
export const plainNumber = (number: string): string => number.toUpperCase().replace(/\s/g, '');

/** A member number normalized for comparison: `1EG4-TE5-MK73`, `1eg4te5mk73` and `1EG4 TE5 MK73` are equal, with any dash. */
export const plainMemberNumber = (memberId: string): string =>
  memberId.toUpperCase().replace(/[\s\-\u2010-\u2015]/g, '');
