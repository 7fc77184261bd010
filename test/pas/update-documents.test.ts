import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import {
  coded,
  markedItem,
  pasCancel,
  pasExtension,
  pasItem,
  pasRequest,
  pasUpdate,
  reviewMessage,
} from '../support/pas-messages.ts';
import { actionsOf, openPayerDesk, type PayerDesk, responseOf } from '../support/payer-desk.ts';

let desk: PayerDesk;
let traces = 0;
beforeAll(async () => {
  desk = await openPayerDesk();
});
afterAll(() => desk.close());

const MET = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };
const NOTE = '11506-3';

/** A document among the supporting information; with `sequence` for the items that name it. */
const withNote =
  (change: (document: Part, info: Part) => void = () => undefined) =>
  (claim: Part, bundle: Part): void => {
    const document: Part = {
      resourceType: 'DocumentReference',
      id: 'note',
      status: 'current',
      type: { coding: [{ system: 'http://loinc.org', code: NOTE }] },
      content: [{ attachment: { contentType: 'text/plain', data: 'Tm90ZS4=' } }],
    };
    const info: Part = {
      sequence: 7,
      category: {
        coding: [
          { system: 'http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes', code: 'additionalInformation' },
        ],
      },
      valueReference: { reference: 'DocumentReference/note' },
    };
    change(document, info);
    claim.supportingInfo = [...(claim.supportingInfo ?? []), info];
    bundle.entry.push({ fullUrl: 'https://ehr.example/r4/DocumentReference/note', resource: document });
  };

const begin = async (more: Parameters<typeof pasRequest>[0] = {}) => {
  traces += 1;
  const trace = `note-${traces}`;
  const { status, body } = await desk.submit(pasRequest({ trace, ...more }));
  expect(status).toBe(200);
  return { trace, id: responseOf(body).id as string, body };
};
const update = (trace: string, name: string, more: Omit<Parameters<typeof pasUpdate>[1], 'trace'> = {}) =>
  desk.submit(pasUpdate(trace, { trace: `${trace}-${name}`, ...more }));
const onFile = (id: string) => desk.ports.reviews.get(TENANT.id, id);
const needsOf = async (id: string, index = 0): Promise<unknown> => {
  const state = (await onFile(id))?.items[index]?.state;
  return state?.is === 'pended'
    ? state.needs.map((need) => (need.kind === 'document' ? need.loinc : need.fact))
    : state?.is;
};

describe('a document in an update', () => {
  test('meets its need, and nothing else; the questions stay', async () => {
    const { trace, id } = await begin();
    const before = (await needsOf(id)) as readonly string[];
    expect(before).toContain(NOTE);
    expect(before.length).toBeGreaterThan(1);
    const { body } = await update(trace, 'a', { change: withNote() });
    expect(actionsOf(body)).toEqual({ 1: 'A4' });
    expect(await needsOf(id)).toEqual(before.filter((one) => one !== NOTE));
    // It stays met, also when a later update does not repeat the document.
    await update(`${trace}-a`, 'b', { items: [markedItem(pasItem(1, '93350'), 'changed')] });
    expect(await needsOf(id)).not.toContain(NOTE);
  }, 60_000);

  test('decides nothing: the rules are not asked where no fact came with it', async () => {
    const { trace, id } = await begin();
    const { utilizationReview } = (await desk.ports.settings.tenant(TENANT.id)) ?? {};
    const state = (await onFile(id))?.items[0]?.state;
    const says = state?.is === 'pended' ? state.says : [];
    // Were the rules asked now, they would say that none are adopted.
    await desk.ports.settings.put({ ...TENANT, utilizationReview: { adoptedPacks: [] } });
    await update(trace, 'a', { change: withNote() });
    await desk.ports.settings.put({ ...TENANT, ...(utilizationReview ? { utilizationReview } : {}) });
    const after = (await onFile(id))?.items[0]?.state;
    expect(after?.is === 'pended' && after.says).toEqual(says);
  });

  test('beside an answer: the rules are asked, and certify', async () => {
    const { trace, id } = await begin();
    const { body } = await update(trace, 'a', { answers: MET, change: withNote() });
    expect(actionsOf(body)).toEqual({ 1: 'A1' });
    expect((await onFile(id))?.history.map(({ kind }) => kind)).toEqual(['received', 'updated']);
  });

  test('for one item only where that item alone points to it', async () => {
    const items = [{ ...pasItem(1), informationSequence: [7] }, pasItem(2)];
    const { trace, id } = await begin({ items: [pasItem(1), pasItem(2)] });
    await update(trace, 'a', { items, change: withNote() });
    expect(await needsOf(id, 0)).not.toContain(NOTE);
    expect(await needsOf(id, 1)).toContain(NOTE);
  });

  test('with the first message it is not asked for', async () => {
    const { id } = await begin({ change: withNote() });
    expect(await needsOf(id)).not.toContain(NOTE);
  });

  test.each<readonly [string, (document: Part, info: Part) => void]>([
    ['without content', (document) => Object.assign(document, { content: [{ attachment: { title: 'Note' } }] })],
    ['entered in error', (document) => Object.assign(document, { status: 'entered-in-error' })],
    ['preliminary', (document) => Object.assign(document, { docStatus: 'preliminary' })],
    ['of another type', (document) => Object.assign(document, { type: { text: 'Office note' } })],
    [
      'withdrawn',
      (_, info) =>
        Object.assign(info, {
          modifierExtension: [
            {
              url: 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/modifierextension-infoCancelled',
              valueBoolean: true,
            },
          ],
        }),
    ],
  ])('%s meets nothing', async (_, bend) => {
    const { trace, id } = await begin();
    expect((await update(trace, 'a', { change: withNote(bend) })).status).toBe(200);
    expect(await needsOf(id)).toContain(NOTE);
  });
});

describe('a withdrawal', () => {
  test('before anything was decided is no denial, and an event of its own', async () => {
    const { trace, id } = await begin();
    const { body } = await desk.submit(pasCancel(trace, `${trace}-gone`));
    expect(actionsOf(body)).toEqual({ 1: 'C' });
    expect((await onFile(id))?.history.map(({ kind, by }) => [kind, by])).toEqual([
      ['received', 'ehr'],
      ['withdrawn', 'ehr'],
    ]);
    expect((await desk.review(id, reviewMessage())).status).toBe(409);
    expect(
      (
        await desk.act(
          id,
          'appeal',
          { resourceType: 'Parameters', parameter: [{ name: 'text', valueString: 'Why?' }] },
          'ehr',
        )
      ).status,
    ).toBe(409);
  });

  const message = (valueString: string, more: Part = {}): Part => ({
    category: coded('http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes', 'freeFormMessage'),
    valueString,
    ...more,
  });
  const isNew = { extension: [pasExtension('extension-infoChanged', { valueCode: 'added' })] };
  const CANCELLED = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/modifierextension-infoCancelled';
  const gone = async (trace: string, infos: readonly Part[]) => {
    const cancel = pasCancel(trace, `${trace}-gone`);
    const [{ resource }] = cancel.entry;
    if (infos.length) resource.supportingInfo = infos.map((info, at) => ({ ...info, sequence: at + 1 }));
    const { body } = await desk.submit(cancel);
    expect(actionsOf(body)).toEqual({ 1: 'C' });
  };
  const endOf = async (id: string): Promise<Part> => {
    const { body } = await desk.call('reviewer', `/r4/Claim/${id}/$case`, undefined, 'GET');
    const [what, says] = ['what', 'says'].map((name) =>
      body.parameter.findLast((one: Part) => one.name === 'event').part.find((one: Part) => one.name === name),
    );
    return [what?.valueCode, says?.valueString];
  };

  test('keeps the reason that is new with its message, and tells it in the history', async () => {
    const { trace, id } = await begin();
    const dropped = message('Dropped.', { ...isNew, modifierExtension: [{ url: CANCELLED, valueBoolean: true }] });
    await gone(trace, [message('Chest pain since May.'), dropped, message(' The patient moved away. ', isNew)]);
    expect((await onFile(id))?.history.at(-1)).toMatchObject({ kind: 'withdrawn', reason: 'The patient moved away.' });
    expect(await endOf(id)).toEqual(['withdrawn', 'The patient moved away.']);
  });

  test.each<readonly [string, readonly Part[]]>([
    ['without a message', []],
    ['with a message of before', [message('Chest pain since May.')]],
    ['with a note that is no free-form message', [{ ...message('Note.', isNew), category: { text: 'note' } }]],
  ])('%s has no reason', async (_, infos) => {
    const { trace, id } = await begin();
    await gone(trace, infos);
    expect((await onFile(id))?.history.at(-1)).not.toHaveProperty('reason');
    expect(await endOf(id)).toEqual(['withdrawn', undefined]);
  });

  test('after a decision keeps its reason too, no longer than a text may be', async () => {
    const { trace, id } = await begin({ answers: MET });
    await gone(trace, [message('x'.repeat(5_000), isNew)]);
    expect((await onFile(id))?.history.at(-1)).toMatchObject({ kind: 'cancelled', reason: 'x'.repeat(2_000) });
  });

  test('of what was refused is none; of what was certified a cancellation', async () => {
    const one = await begin();
    await desk.review(one.id, reviewMessage());
    const { body } = await desk.submit(pasCancel(one.trace, `${one.trace}-gone`));
    expect(responseOf(body).outcome).toBe('error');
    const two = await begin({ answers: MET });
    expect(actionsOf((await desk.submit(pasCancel(two.trace, `${two.trace}-gone`))).body)).toEqual({ 1: 'C' });
    expect((await onFile(two.id))?.history.at(-1)?.kind).toBe('cancelled');
  });

  test('not by another client', async () => {
    const { trace, id } = await begin();
    const { body } = await desk.submit(pasCancel(trace, `${trace}-gone`), 'stranger');
    expect(responseOf(body).outcome).toBe('error');
    expect(await needsOf(id)).toContain(NOTE);
  });
});
