const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** An illustrative value must say why we chose it. A `source` says so in its title. */
export const checkEvidence = (value: unknown, at = ''): readonly string[] => {
  if (!isObject(value)) return [];
  const unexplained = value.evidence === 'illustrative' && value.why === undefined && !at.endsWith('source');
  return [
    ...(unexplained ? [`${at}: is illustrative and does not say why`] : []),
    ...Object.entries(value).flatMap(([key, inner]) => checkEvidence(inner, at ? `${at}.${key}` : key)),
  ];
};
