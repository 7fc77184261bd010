import type { Member } from '../../app/ports/authorization-store.ts';
import { ok, type ProblemCode, type Result, refused } from '../../core/model/result.ts';
import { readCoverage } from '../../fhir/read/insurance/read-coverage.ts';
import { type Entry, isFhirResource, type Of } from '../../fhir/read/message/entry.ts';
import { entriesOf, openMessage } from '../../fhir/read/message/message.ts';
import { find, type Reading } from '../../fhir/read/reading.ts';
import type { Container } from '../container.ts';
import { readResource } from '../read-resource.ts';
import { readingContext } from '../reading-context.ts';

const STATUS: Readonly<Record<string, Member['status']>> = { active: 'active', cancelled: 'terminated' };

const readMember = (entry: Entry<Of<'Coverage'>>, reading: Reading, { ports }: Container): Result<Member> => {
  const facts = { ...readCoverage(reading, { entry, reference: { reference: entry.reference ?? '' } }), focal: true };
  const refuse = (code: ProblemCode, says: string) => refused({ code, says, expression: entry.path });
  const [payer, another] = ports.rules.payersOf(facts);
  const status = STATUS[facts.status];
  if (!status) return refuse('value', `A coverage with status ${facts.status} is none.`);
  if (!payer) return refuse('not-found', 'The payer is not one of rules/payers.json.');
  if (another) return refuse('multiple-matches', 'The payer could be several; name it exactly.');
  if (!facts.memberId) return refuse('required', 'A member needs subscriberId or a member number.');
  const birthDate = find(reading, entry.resource.beneficiary, entry, 'Patient')?.resource.birthDate;
  const { memberId, start, end, planProduct, delegated, funding } = facts;
  return ok({
    payer,
    memberId,
    status,
    ...(start ? { start } : {}),
    ...(end ? { end } : {}),
    ...(planProduct ? { planProduct } : {}),
    ...(delegated ? { delegated } : {}),
    ...(funding ? { funding } : {}),
    ...(birthDate ? { birthDate } : {}),
  });
};

/** The members in a Bundle of Patients and Coverages: all of them, or every problem found. */
export const readRoster = (text: string, timeZone: string, container: Container): Result<readonly Member[]> => {
  const resource = readResource(text, 'ignore');
  if (!resource.ok) return resource;
  if (!isFhirResource(resource.value)) return refused({ code: 'structure', says: 'A Bundle is expected.' });
  const message = openMessage(resource.value);
  if (!message.ok) return message;
  const reading: Reading = {
    ...readingContext(container.ports.clock.now(), timeZone, container),
    message: message.value,
    doses: [],
    warn: () => undefined,
  };
  const read = entriesOf(message.value, 'Coverage').map((entry) => readMember(entry, reading, container));
  const problems = read.flatMap((one) => (one.ok ? [] : one.problems));
  if (!read.length) return refused({ code: 'required', says: 'There is no Coverage in it.' });
  return problems.length ? refused(...problems) : ok(read.flatMap((one) => (one.ok ? [one.value] : [])));
};
