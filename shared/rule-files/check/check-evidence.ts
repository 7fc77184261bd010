import { isObject } from '../../core/model/is-object.ts';

/** An illustrative value must say why we chose it. A `source` says so in its title. */
export const checkEvidence = (value: unknown, at = ''): readonly string[] => {
  const inner = (key: string, one: unknown) => checkEvidence(one, at ? `${at}.${key}` : key);
  if (Array.isArray(value)) return value.flatMap((one, index) => inner(String(index), one));
  if (!isObject(value)) return [];
  const unexplained = value.evidence === 'illustrative' && value.why === undefined && !at.endsWith('source');
  return [
    ...(unexplained ? [`${at}: is illustrative and does not say why`] : []),
    ...Object.entries(value).flatMap(([key, one]) => inner(key, one)),
  ];
};
