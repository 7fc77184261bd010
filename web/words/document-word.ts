/** A kind of document as the service codes it: `office-note`, read as words. */
export const documentWord = (kind: string): string => {
  const spaced = kind.replaceAll('-', ' ').replace(/\becg\b/i, 'ECG');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};
