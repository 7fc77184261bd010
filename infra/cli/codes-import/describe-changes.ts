const SHOWN = 40;

/**
 * The changes between two states of a table: how many rows are new, gone and changed, then each of them.
 * @param what rows in plain words, e.g. `pairs`.
 */
export const describeChanges = (
  what: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] => {
  const added = [...after].filter(([key]) => !before.has(key)).map(([key, value]) => `${key}: new, ${value}.`);
  const gone = [...before].filter(([key]) => !after.has(key)).map(([key, value]) => `${key}: gone, was ${value}.`);
  const changed = [...after].flatMap(([key, value]) => {
    const old = before.get(key);
    return old === undefined || old === value ? [] : [`${key}: ${old} -> ${value}.`];
  });
  const each = [...changed, ...added, ...gone];
  const rest = each.length - SHOWN;
  return [
    `${after.size} ${what}: ${added.length} new, ${gone.length} gone, ${changed.length} changed.`,
    ...each.slice(0, SHOWN),
    ...(rest > 0 ? [`… and ${rest} more.`] : []),
  ];
};
