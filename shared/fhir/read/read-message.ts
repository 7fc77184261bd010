import type { Reference } from 'fhir/r4';
import { BOUNDS } from '../../core/model/bounds.ts';
import { compact } from '../../core/model/compact.ts';
import type { Inquiry, LineNote, OrderIdentity, ServiceFacts } from '../../core/model/message/inquiry.ts';
import { ok, type Problem, type Result, refused } from '../../core/model/result.ts';
import type { Echo } from '../echo.ts';
import { type Asked, readAsked } from './asked.ts';
import { type Coverages, chooseCoverages } from './insurance/choose-coverages.ts';
import { readIdentity } from './insurance/read-identity.ts';
import { readPaymentFacts } from './insurance/read-payment-facts.ts';
import { readGivenDoses } from './lines/dose/given-doses.ts';
import type { Line } from './lines/line.ts';
import { checkPatient } from './message/check-patient.ts';
import { checkReferences } from './message/check-references.ts';
import { type Entry, isA, isFhirResource } from './message/entry.ts';
import { type Focal, findFocal } from './message/focal.ts';
import { type Message, openMessage } from './message/message.ts';
import { outwardCopy, outwardOf } from './message/outward.ts';
import { readParties } from './parties/read-parties.ts';
import { readFacts } from './read-facts.ts';
import { readOrder } from './read-order.ts';
import { readPatient } from './read-patient.ts';
import type { Reading, ReadingContext } from './reading.ts';

/** The patient of the focal resource, and the element that names it. */
interface Subject {
  readonly reference: Reference;
  readonly element: 'subject' | 'patient';
  readonly from: Entry;
}

/** Whose what the message is about is. */
export const subjectOf = (focal: Focal): Subject => {
  if (focal.dialect !== 'order')
    return { reference: focal.request.resource.patient, element: 'patient', from: focal.request };
  const [order] = focal.orders;
  return { reference: order.resource.subject, element: 'subject', from: order };
};

/** References that lead nowhere and patients that are two. */
export const checkMessage = (message: Message, { reference, element, from }: Subject): readonly Problem[] => {
  const { problems, used } = checkReferences(message);
  return problems.length ? problems : checkPatient(message, reference, from, element, used);
};

/** Each is a way to find the order by, and kept as one. */
const TOO_MANY_IDENTIFIERS = `An order may have at most ${BOUNDS.identifiers} identifiers.`;

/** The orders behind the lines, each once, by entry. */
const readOrders = (asked: Asked, reading: Reading): Result<ReadonlyMap<Entry, OrderIdentity>> => {
  const orders = new Map<Entry, OrderIdentity>();
  const ids = new Set<string>();
  const problems: Problem[] = [];
  for (const { order } of asked.lines) {
    if (!order || orders.has(order)) continue;
    const identity = readOrder(order, reading);
    if (ids.has(identity.id))
      problems.push({ code: 'duplicate', says: 'Two orders of the message have the same id.', expression: order.path });
    if (identity.placerIds.length > BOUNDS.identifiers)
      problems.push({ code: 'too-long', says: TOO_MANY_IDENTIFIERS, expression: `${order.path}.identifier` });
    ids.add(identity.id);
    orders.set(order, identity);
  }
  return problems.length ? refused(...problems) : ok(orders);
};

/** The insurer the request names, else the organization that pays the focal coverage. */
const insurerOf = (
  { coverages }: Asked,
  { focal }: Coverages,
  reading: Reading,
): Pick<Echo, 'insurer' | 'insurerDisplay'> => {
  const named = coverages.insurer && { reference: coverages.insurer, from: coverages.from };
  const [payor] = focal?.resource.payor.filter((one) => readIdentity(reading, one, focal)) ?? [];
  const insurer = named ?? (payor && focal && { reference: payor, from: focal });
  if (!insurer) return {};
  return compact({
    insurer: outwardOf(reading.message, insurer.reference, insurer.from),
    insurerDisplay: readIdentity(reading, insurer.reference, insurer.from)?.name,
  });
};

const serviceOf = (
  { service, order, place }: Line,
  index: number,
  orders: ReadonlyMap<Entry, OrderIdentity>,
  note: LineNote | undefined,
  { codebook }: Reading,
): ServiceFacts => {
  const ours = service.codes.some((code) => codebook.procedure(code));
  const notes = [...(service.notes ?? []), ...(ours ? [...(place.doubts ?? []), ...(note ? [note] : [])] : [])];
  return {
    ...compact({ ...service, notes: notes.length ? notes : undefined, order: order && orders.get(order)?.id }),
    line: index + 1,
  };
};

const tooMuch = (lines: number, coverages: number, beside: number): Problem | undefined => {
  const says =
    coverages + beside > BOUNDS.coverages
      ? `A message may ask about at most ${BOUNDS.coverages} coverages.`
      : `A message may ask for at most ${BOUNDS.answers} answers: its lines times its coverages.`;
  const isTooMuch = coverages + beside > BOUNDS.coverages || lines * coverages > BOUNDS.answers;
  return isTooMuch ? { code: 'too-long', says, expression: 'Coverage' } : undefined;
};

/** Evidence the message names by `urn:uuid:`, so that it can still be told where a fact came from. */
const evidenceOf = (facts: Inquiry['facts'], from: Entry, { message }: Reading): Pick<Echo, 'evidence'> => {
  const found = new Set(
    [...JSON.stringify(facts).matchAll(/"((?:urn:(?:uuid|oid):|#)[\w.-]+)"/g)].map(([, one = '']) => one),
  );
  const evidence = [...found].map((reference) => [reference, outwardOf(message, { reference }, from)] as const);
  return evidence.length ? { evidence: Object.fromEntries(evidence) } : {};
};

/** Only an order that is recorded may be asked for. */
const withParties = (
  order: OrderIdentity,
  entry: Entry,
  mode: Inquiry['mode'],
  { focal }: Coverages,
  reading: Reading,
): OrderIdentity =>
  mode === 'record' && isA(entry, 'ServiceRequest')
    ? { ...order, parties: JSON.stringify(readParties(entry, focal, reading)) }
    : order;

const inquiryOf = (
  focal: Focal,
  mode: Inquiry['mode'],
  subject: Subject,
  reading: Reading,
): Result<Omit<Inquiry, 'warnings'>> => {
  const asked = readAsked(focal, reading);
  const orders = readOrders(asked, reading);
  if (!orders.ok) return orders;
  const [first] = asked.lines;
  const serviceDate = first?.service.serviceDate;
  const patient = readPatient(reading, subject.reference, subject.from, serviceDate);
  const coverages = chooseCoverages(reading, { ...asked.coverages, serviceDate });
  const problem = tooMuch(asked.lines.length, coverages.facts.length, coverages.beside.length);
  const paymentFacts = readPaymentFacts(reading, focal, asked.lines);
  if (problem) return refused(problem);
  const { facts, note } = readFacts(asked.lines, patient, reading);
  const { message } = reading;
  const kept = <T>(value: T, from: Entry): T => outwardCopy(message, value, from);
  const echo: Echo = {
    ...kept(asked.echo, subject.from),
    ...insurerOf(asked, coverages, reading),
    ...evidenceOf(facts, subject.from, reading),
    patient: kept(subject.reference, subject.from),
    coverages: coverages.references.map((reference) => ({ reference: kept(reference, asked.coverages.from) })),
    lines: asked.lines.map((line) => kept(line.echo, line.order ?? subject.from)),
  };
  return ok({
    dialect: asked.dialect,
    mode,
    ...(asked.use ? { use: asked.use } : {}),
    purposes: asked.purposes,
    patient: patient.patient,
    coverages: coverages.facts,
    ...(coverages.beside.length ? { beside: coverages.beside } : {}),
    ...(paymentFacts.length ? { paymentFacts } : {}),
    lines: asked.lines.map((line, index) => serviceOf(line, index, orders.value, note, reading)),
    orders: [...orders.value].map(([entry, order]) => withParties(order, entry, mode, coverages, reading)),
    facts,
    timeZone: first?.place.timeZone ?? reading.timeZone,
    preAuthRefs: asked.preAuthRefs,
    ...(asked.numbers ? { numbers: asked.numbers } : {}),
    echo,
  });
};

/**
 * Reads a structurally valid message into what the core evaluates. Refused, with all problems at once, when references
 * dangle, are ambiguous or resolve to the wrong type, when two patients are meant, or when nothing in the message fits
 * its dialect; a message that is readable but unanswerable is an inquiry. Never throws for what a caller sent.
 */
export const readMessage = (
  value: unknown,
  { dialect, mode }: Pick<Inquiry, 'dialect' | 'mode'>,
  context: ReadingContext,
): Result<Inquiry> => {
  if (!isFhirResource(value))
    return refused({ code: 'structure', says: 'Send a FHIR R4 resource.', expression: 'Resource' });
  const opened = openMessage(value);
  if (!opened.ok) return opened;
  const message = opened.value;
  const focal = findFocal(message, dialect);
  if (!focal.ok) return focal;
  const subject = subjectOf(focal.value);
  const problems = checkMessage(message, subject);
  if (problems.length) return refused(...problems);
  const warnings = new Set<string>();
  const doses = readGivenDoses(message, context);
  const reading: Reading = { ...context, message, doses, warn: (says) => warnings.add(says) };
  const inquiry = inquiryOf(focal.value, mode, subject, reading);
  return inquiry.ok ? ok({ ...inquiry.value, warnings: [...warnings] }) : inquiry;
};
