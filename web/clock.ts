/** The page's clock: the only place that reads the time, so that a test can set it. */
export const now = (): Date => new Date();

/** Today in the reader's own zone, as YYYY-MM-DD. */
export const today = (): string => {
  const at = now();
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};
