import r4 from './r4.json' with { type: 'json' };

const NAMES: ReadonlySet<string> = new Set(r4.resources.split(' '));

/** Whether this is a concrete R4 (4.0.1) resource type, covered by the structure table or not. */
export const isResourceName = (name: string): boolean => NAMES.has(name);
