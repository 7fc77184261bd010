import { mapCoverage } from '../../shared/app/map-coverage.ts';
import { readMapAsked } from '../../shared/fhir/read/read-map-asked.ts';
import { writeCoverageMap } from '../../shared/fhir/write/write-coverage-map.ts';
import { tenantOf } from '../../shared/runtime/caller.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { answer, refuse } from '../../shared/runtime/reply.ts';

export const coverageMap: Door = async ({ query, receivedAt }, house) => {
  const { clock, rules } = house.ports;
  const asked = readMapAsked(query, clock.dateIn((await tenantOf(house)).timeZone, receivedAt));
  if (!asked.ok) return refuse(asked.problems);
  const map = mapCoverage(asked.value, house.ports);
  return map.ok ? answer(writeCoverageMap(map.value, rules.version, house.canonicals)) : refuse(map.problems);
};
