import { tenantRules } from '../../shared/app/assess/tenant-rules.ts';
import { mapCoverage } from '../../shared/app/search/map-coverage.ts';
import { readMapAsked } from '../../shared/fhir/read/search/read-map-asked.ts';
import { writeCoverageMap } from '../../shared/fhir/write/write-coverage-map.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answer, refuse } from '../../shared/handlers/reply.ts';

export const coverageMap: Handler = async (request, container) => {
  const { clock } = container.ports;
  const tenant = await tenantOf(request, container);
  const rules = tenantRules(tenant, request.receivedAt, container.ports);
  const asked = readMapAsked(request.query, clock.dateIn(tenant.timeZone, request.receivedAt));
  if (!asked.ok) return refuse(asked.problems);
  const map = mapCoverage(asked.value, { rules });
  return map.ok ? answer(writeCoverageMap(map.value, rules.version, container.canonicals)) : refuse(map.problems);
};
