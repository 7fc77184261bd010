/** An authorization number as compared: ` a12 345` and `A12345` are one. */
export const plainNumber = (number: string): string => number.toUpperCase().replace(/\s/g, '');
