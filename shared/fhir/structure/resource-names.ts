import r4 from './r4.json' with { type: 'json' };

const NAMES: ReadonlySet<string> = new Set(r4.resources.split(' '));

/** Is this a concrete R4 (4.0.1) resource type, whether the structure table covers it or not? */
export const isResourceName = (name: string): boolean => NAMES.has(name);
