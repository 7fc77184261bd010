import type { Provenance, ProvenanceEntity } from 'fhir/r4';
import { DATA_OPERATION, PROVENANCE_PARTICIPANT } from '../../../codes/systems.ts';
import type { StoredQuestion } from '../../../core/answer/question.ts';
import type { AuthorizationRecord, HistoryEntry } from '../../../core/authorization/authorization.ts';
import type { Determination } from '../../../core/model/determination.ts';
import type { Canonicals } from '../../canonical.ts';
import { taskId } from './task-id.ts';

/** The shape of `TracedDetermination` in `app`, which this room may not import. */
interface Traced {
  readonly record: AuthorizationRecord;
  readonly entry: HistoryEntry;
  readonly stored: { readonly question: StoredQuestion; readonly determination: Determination };
  readonly factsDigest: string;
}

const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;

const source = (what: ProvenanceEntity['what']): ProvenanceEntity => ({ role: 'source', what });

/** The order; its own version and content where this is still the version the record was answered for. */
const orderEntity = ({ record, entry }: Traced): ProvenanceEntity => {
  const { orderId, orderDigest, orderVersion, determinationId } = record;
  const isCurrent = entry.determinationId === determinationId;
  const version = isCurrent && orderVersion ? ` version ${orderVersion}` : '';
  return source({
    ...(FHIR_ID.test(orderId) ? { reference: `ServiceRequest/${orderId}` } : { display: orderId }),
    ...(isCurrent ? { identifier: { value: `sha256:${orderDigest}` } } : {}),
    display: `Order${version} of ${record.source}`,
  });
};

const by = (code: string, display: string) => ({
  type: { coding: [{ system: PROVENANCE_PARTICIPANT, code }] },
  who: { display },
});

/** Where one determination comes from, worked out from what is kept of it; there is no second copy. */
export const writeProvenance = (traced: Traced, canonicals: Canonicals): Provenance => {
  const { record, entry, stored, factsDigest } = traced;
  const { versions } = stored.question;
  const { ruleset } = stored.determination;
  return {
    resourceType: 'Provenance',
    id: `${entry.determinationId}-${entry.version}`,
    target: [{ reference: `Task/${taskId(record)}/_history/${entry.version}` }],
    recorded: entry.at,
    ...(ruleset ? { policy: [`${canonicals.ruleset}/${ruleset.id}|${ruleset.version}`] } : {}),
    activity: { coding: [{ system: DATA_OPERATION, code: entry.version === 1 ? 'CREATE' : 'UPDATE' }] },
    agent: [by('assembler', `Stresspass engine ${versions.engine}`), by('enterer', entry.by)],
    entity: [
      orderEntity(traced),
      source({ identifier: { value: `sha256:${factsDigest}` }, display: 'Facts and question, as kept for replay' }),
      source({ identifier: { value: versions.codebook }, display: 'Code tables' }),
      ...(ruleset ? [source({ identifier: { value: `sha256:${ruleset.hash}` }, display: 'Policy file' })] : []),
      ...(ruleset?.pack
        ? [
            source({
              identifier: { value: `sha256:${ruleset.pack.hash}` },
              display: `Rule pack ${ruleset.pack.id} ${ruleset.pack.version}`,
            }),
          ]
        : []),
    ],
  };
};
