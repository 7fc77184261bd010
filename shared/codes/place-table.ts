import * as z from 'zod/mini';
import type { PlaceOfService } from '../core/model/claim-rules.ts';
import { dataSet, evidence } from './data-set.ts';
import { readTable } from './read-table.ts';

const place = z.strictObject({
  code: z.string().check(z.regex(/^\d{2}$/)),
  says: z.string(),
  rate: z.exactOptional(z.enum(['facility', 'non-facility'])),
  evidence,
});
const placeFile = z.strictObject({ dataSet, places: z.array(place) });

/** CMS places of service, and whether the physician fee schedule pays its facility rate there. */
export const placeTable = (json: unknown) => {
  const { places, ...file } = readTable(placeFile, json);
  const byCode = new Map(places.map((row): [string, PlaceOfService] => [row.code, row]));
  if (byCode.size < places.length) throw new Error('places-of-service.json lists a place twice');
  return {
    dataSets: [file.dataSet],
    placeOfService: (code: string): PlaceOfService | undefined => byCode.get(code),
  };
};
