import placesOfService from '../../rules/codes/places-of-service.json' with { type: 'json' };

/** The list of `place-table.ts`, which checks it, for readers that only ask whether a code is one. */
const CODES: ReadonlySet<string> = new Set(placesOfService.places.map(({ code }) => code));

export const isPlaceOfService = (code: string): boolean => CODES.has(code);
