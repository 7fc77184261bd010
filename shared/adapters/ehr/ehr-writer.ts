import type { Extension, FhirResource, ServiceRequest } from 'fhir/r4';
import type { EhrWriter, ToWrite, WrittenBack } from '../../app/ports/ehr-writer.ts';
import { uriPart } from '../../core/model/uri-part.ts';
import type { Canonicals } from '../../fhir/canonical.ts';
import { isFhirResource } from '../../fhir/read/message/entry.ts';
import { writeResponseCopy } from '../../fhir/write/answer/write-response-copy.ts';
import { writeCoverageInformation } from '../../fhir/write/order/coverage-information.ts';
import type { CrdVersion } from '../../fhir/write/order/crd-version.ts';
import { placeStatement } from '../../fhir/write/order/place-statement.ts';
import type { FhirCall, FhirServers } from '../outbound/fhir-servers.ts';
import { ServerFailure } from '../outbound/server-failure.ts';
import { coverageOnOrder } from './coverage-on-order.ts';
import { makeServerAbilities } from './server-abilities.ts';
import { statementPatch, withStatement } from './statement-patch.ts';

/** Limit for one write-back with all its calls; it is retried after that. */
const WRITE_MS = 10_000;
/** Attempts while the order keeps changing under a write. */
const RACES = 3;
/** Default, unless the tenant's EHRs use a newer one. */
const VERSION: CrdVersion = '2.0';
/** Format of this service's assertion ids. */
const OURS = /^([0-9a-f]{24}-\d+|[0-9a-f]{40})$/;

const GONE: readonly (number | undefined)[] = [404, 410];
/** Status codes of a server that does not store such resources. */
const UNKNOWN_THERE: readonly (number | undefined)[] = [404, 405, 410, 501];
const CHANGED: readonly (number | undefined)[] = [409, 412];

type Put = (order: ServiceRequest, statement: Extension, at: number | undefined) => Promise<unknown>;

const isOrder = (resource: unknown): resource is ServiceRequest =>
  isFhirResource(resource) && resource.resourceType === 'ServiceRequest';

/** A copy as plain JSON. */
const bodyOf = (resource: FhirResource) => ({ ...resource });

/** Writes to an EHR's own FHIR server: the statement on the order, then the answer as a resource of its own. */
export const makeEhrWriter = (
  { servers, canonicals }: { readonly servers: FhirServers; readonly canonicals: Canonicals },
  now: () => number,
): EhrWriter => {
  const abilitiesOf = makeServerAbilities(servers, now);

  const readOrder = async (call: FhirCall, id: string): Promise<ServiceRequest> => {
    const order: unknown = await servers.call(call, (client) => client.read({ resourceType: 'ServiceRequest', id }));
    if (!isOrder(order)) throw new ServerFailure('unreadable');
    return order;
  };

  /** Only if the version is still the one read. */
  const putOn = async (call: FhirCall, id: string): Promise<Put> => {
    const { patchesOrders } = await abilitiesOf(call);
    return (order, statement, at) => {
      const { extension = [], meta } = order;
      const where = {
        resourceType: 'ServiceRequest',
        id,
        options: { headers: { 'If-Match': `W/"${meta?.versionId}"` } },
      };
      const kept = withStatement(extension, statement, at);
      if (!patchesOrders)
        return servers.call(call, (client) => client.update({ ...where, body: bodyOf({ ...order, extension: kept }) }));
      const jsonPatch = [statementPatch(extension, statement, at)];
      return servers.call(call, (client) => client.patch({ ...where, jsonPatch }));
    };
  };

  const state = async (call: FhirCall, what: ToWrite, version: CrdVersion, race = 1): Promise<WrittenBack> => {
    const order = await readOrder(call, what.orderId);
    const coverage = coverageOnOrder(what.assessment, order);
    if (!coverage) return 'nothing-to-say';
    const statement = writeCoverageInformation({ ...what, coverage }, version, canonicals);
    const placing = placeStatement(statement, order.extension ?? [], (id) => OURS.test(id));
    if (placing.is === 'theirs') return 'theirs';
    if (placing.is === 'put') {
      if (!order.meta?.versionId) return 'refused';
      try {
        await (await putOn(call, what.orderId))(order, statement, placing.at);
      } catch (error) {
        const lost = error instanceof ServerFailure && CHANGED.includes(error.status);
        if (!lost || race === RACES) throw error;
        return state(call, what, version, race + 1);
      }
    }
    await answer(call, what, order);
    return placing.is === 'put' ? 'written' : 'unchanged';
  };

  /** Created once, also after retries, by its identifier. */
  const answer = async (call: FhirCall, { assessment }: ToWrite, order: ServiceRequest): Promise<void> => {
    if (!(await abilitiesOf(call)).takesResponses) return;
    const copy = writeResponseCopy(assessment, order, canonicals);
    const [{ system = '', value = '' } = {}] = copy.identifier ?? [];
    const headers = { 'If-None-Exist': `identifier=${uriPart(`${system}|${value}`)}` };
    try {
      await servers.call(call, (client) =>
        client.create({ resourceType: copy.resourceType, body: bodyOf(copy), options: { headers } }),
      );
    } catch (error) {
      if (!(error instanceof ServerFailure) || !UNKNOWN_THERE.includes(error.status)) throw error;
    }
  };

  return {
    write: async (what, { tenant, source }) => {
      if (!source.fhir) return 'nothing-to-say';
      const call = { server: source.fhir, origins: tenant.outbound ?? [], signal: AbortSignal.timeout(WRITE_MS) };
      try {
        return await state(call, what, tenant.crdVersion ?? VERSION);
      } catch (error) {
        if (!(error instanceof ServerFailure)) throw error;
        if (GONE.includes(error.status)) return 'gone';
        if (error.kind === 'resting') return 'resting';
        const hopeless = error.kind === 'not-allowed' || (error.kind === 'refused' && !CHANGED.includes(error.status));
        if (hopeless) return 'refused';
        throw error;
      }
    },
  };
};
