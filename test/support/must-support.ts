import type { Part } from './endpoint-messages.ts';
import { definitionsIn } from './pas-profiles.ts';

interface Element {
  readonly id: string;
  readonly max?: string;
  readonly mustSupport?: boolean;
  readonly type?: readonly { readonly code: string; readonly profile?: readonly string[] }[];
  readonly patternCodeableConcept?: Part;
}

const plain = (canonical: string | undefined): string | undefined => canonical?.split('|')[0];

/** Elements a profile marks as must-support, by their ids, and whether one is there in a resource. */
export const openMustSupport = (file: URL, name: string) => {
  const profile = definitionsIn(file).find(({ url }) => url.endsWith(`/${name}`));
  const elements: readonly Element[] = (profile?.snapshot?.element ?? []) as readonly Element[];
  const byId = new Map(elements.map((one) => [one.id, one]));
  /** A slice is told apart by the extension it is, by the type of its resource, or by the code its type has to have. */
  const isOf = (id: string, slice: string, value: Part): boolean => {
    const [type] = byId.get(id)?.type ?? [];
    if (type?.code === 'Extension') return value.url === plain(type.profile?.[0]);
    if (/\.entry:\w+$/.test(id)) return value.resource?.resourceType === slice;
    const code = byId.get(`${id}.type`)?.patternCodeableConcept?.coding?.[0]?.code;
    if (code === undefined) throw new Error(`What makes a slice is not known: ${id}`);
    return (value.type?.coding ?? []).some((one: Part) => one.code === code);
  };
  const isThere = (resource: Part, id: string): boolean => {
    let values: readonly Part[] = [resource];
    let at = id.split('.')[0] ?? '';
    for (const step of id.split('.').slice(1)) {
      at = `${at}.${step}`;
      const [path = '', slice] = step.split(':');
      const choice = path.endsWith('[x]') ? path.slice(0, -3) : undefined;
      const within = at;
      values = values.flatMap((value) =>
        Object.entries(value ?? {}).flatMap(([key, inner]) => {
          const isMeant = choice === undefined ? key === path : key.startsWith(choice);
          const list: readonly Part[] = isMeant ? (Array.isArray(inner) ? inner : [inner]) : [];
          return slice === undefined ? list : list.filter((one) => isOf(within, slice, one));
        }),
      );
    }
    return values.length > 0;
  };
  return {
    ids: elements.filter((one) => one.mustSupport && one.max !== '0').map(({ id }) => id),
    isThere,
  };
};
