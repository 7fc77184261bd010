import { BOUNDS } from '../../shared/core/model/bounds.ts';
import { claimMessage, eligibilityMessage, order, orderMessage, type Part, partOf } from './endpoint-messages.ts';

/** Messages as large as the documented limits allow. */
export const LONG = 'x y '.repeat(150_000);
export const CODES = [
  '93351',
  '93350',
  '78452',
  '93015',
  '93016',
  '93017',
  '93018',
  '78451',
  '93320',
  '93325',
  '93352',
  '78453',
].concat(['78454', 'A9500', 'A9502', 'J2785', 'J1245', 'J0153', 'J1250', '75563']);
export const list = <T>(length: number, make: (n: number) => T): T[] => Array.from({ length }, (_, n) => make(n));
export const dayOf = (n: number): string => new Date(Date.UTC(2026, 0, 1 + (n % 300))).toISOString().slice(0, 10);

const withLines = (
  message: Part,
  type: string,
  count: number,
  change: (line: Part, n: number) => object = () => ({}),
) => {
  const request = partOf(message, type);
  const [line] = request.item;
  request.item = list(count, (n) => ({
    ...line,
    ...(type === 'Claim' ? { sequence: n + 1 } : {}),
    ...change(line, n),
  }));
  return message;
};
export const claim = (
  count: number,
  change?: (line: Part, n: number) => object,
  more: (message: Part, claim: Part) => void = () => undefined,
) => {
  const message = withLines(claimMessage(), 'Claim', count, change);
  more(message, partOf(message, 'Claim'));
  return message;
};
/** Every line names all of a team in roles, and there is much supporting information. */
export const teamOfRoles = (lines: number) =>
  claim(lines, undefined, (message, one) => {
    const all = list(BOUNDS.claimList, (n) => ({ sequence: n + 1, id: `r${n}` }));
    one.careTeam = all.map(({ sequence, id }) => ({ sequence, provider: { reference: `PractitionerRole/${id}` } }));
    one.supportingInfo = all.map(({ sequence }) => ({ sequence, category: { text: 'Note' }, valueString: 'x' }));
    for (const { id } of all)
      message.entry.push({
        fullUrl: `https://ehr.example/r4/PractitionerRole/${id}`,
        resource: { resourceType: 'PractitionerRole', id, organization: { display: 'Group' } },
      });
  });
export const request = (count: number, more: (message: Part, request: Part) => void = () => undefined) => {
  const message = withLines(eligibilityMessage(), 'CoverageEligibilityRequest', count);
  more(message, partOf(message, 'CoverageEligibilityRequest'));
  return message;
};
export const covered = (message: Part, count: number) => {
  const coverage = partOf(message, 'Coverage');
  for (let n = 1; n < count; n++)
    message.entry.push({ fullUrl: `https://ehr.example/r4/Coverage/m${n}`, resource: { ...coverage, id: `m${n}` } });
  return list(count, (n) => ({ reference: `Coverage/${n ? `m${n}` : 'c1'}` }));
};
export const orders = (count: number, coverages = 1) => {
  const message = orderMessage('b0');
  const insurance = covered(message, coverages);
  message.entry = message.entry.filter(({ resource }: Part) => resource.resourceType !== 'ServiceRequest');
  for (const id of list(count, (n) => `b${count}-${coverages}-${n}`))
    message.entry.push({
      fullUrl: `https://ehr.example/r4/ServiceRequest/${id}`,
      resource: { ...order(id), insurance },
    });
  return message;
};
export const evidence = (count: number, message = orderMessage(`e${count}`)) => {
  const code = { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I44.7' }] };
  for (const id of list(count, (n) => `k${n}`))
    message.entry.push({
      fullUrl: `https://ehr.example/r4/Condition/${id}`,
      resource: { resourceType: 'Condition', id, code, subject: { reference: 'Patient/p1' } },
    });
  return message;
};
export const rows = (count: number, codes: number) =>
  [
    'order,start,code,place',
    ...list(count, (n) => `w${n % 100},2026-06-15 09:00,${CODES.slice(0, codes).join(' ')},11`),
  ].join('\n');
