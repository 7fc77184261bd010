/** An authorization number as compared: ` a12 345` and `A12345` are one. */
export const plainNumber = (number: string): string => number.toUpperCase().replace(/\s/g, '');

/** A member number as compared: `1EG4-TE5-MK73`, `1eg4te5mk73` and `1EG4 TE5 MK73` are one member, whatever the dash. */
export const plainMemberNumber = (memberId: string): string =>
  memberId.toUpperCase().replace(/[\s\-\u2010-\u2015]/g, '');
