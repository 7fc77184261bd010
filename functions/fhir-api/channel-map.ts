import { tenantRules } from '../../shared/app/assess/tenant-rules.ts';
import { channelHealthOf } from '../../shared/app/search/channel-health.ts';
import { mapChannels } from '../../shared/app/search/map-channels.ts';
import { standingCertificates } from '../../shared/app/search/named-certificates.ts';
import { readMapAsked } from '../../shared/fhir/read/search/read-map-asked.ts';
import { writeChannelMap } from '../../shared/fhir/write/write-channel-map.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answer, refuse } from '../../shared/handlers/reply.ts';

export const channelMap: Handler = async (request, container) => {
  const { clock, codebook } = container.ports;
  const tenant = await tenantOf(request, container);
  const rules = tenantRules(tenant, request.receivedAt, container.ports);
  const asked = readMapAsked(request.query, clock.dateIn(tenant.timeZone, request.receivedAt));
  if (!asked.ok) return refuse(asked.problems);
  const map = mapChannels(asked.value, tenant, { rules, codebook });
  if (!map.ok) return refuse(map.problems);
  const health = await channelHealthOf(tenant, container.ports);
  const certificates = await standingCertificates(tenant, clock.now(), container.ports);
  return answer(writeChannelMap(map.value, { health, certificates }, container.canonicals));
};
