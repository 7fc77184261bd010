import { describe, expect, test } from 'vitest';
import { readPasReply } from '../../shared/fhir/pas/response/read-pas-reply.ts';
import { readInquiryAnswer, readPasResponse } from '../../shared/fhir/pas/response/read-pas-response.ts';
import type { Part } from '../support/endpoint-messages.ts';
import {
  answerBundle,
  answeredItem,
  certifiedItem,
  claimResponse,
  EXPECTED,
  memberOf,
} from '../support/pas-answers.ts';
import { coded, pasExtension } from '../support/pas-messages.ts';

/** Everything an answer may hold, with one decision. */
const whole = (item: Part): Part =>
  answerBundle(
    claimResponse([{ ...item, noteNumber: [1] }], {
      processNote: [{ number: 1, text: 'Note' }],
      communicationRequest: [{ reference: 'CommunicationRequest/cr1' }],
      error: [{ code: coded('https://codesystem.x12.org/005010/901', '33') }],
      addItem: [{ itemSequence: [1], productOrService: coded('x', '93350'), adjudication: item.adjudication }],
    }),
    memberOf(),
    { resourceType: 'CommunicationRequest', id: 'cr1', status: 'active', payload: [{ contentString: '11506-3' }] },
    {
      resourceType: 'Task',
      id: 't1',
      status: 'requested',
      intent: 'order',
      input: [
        {
          type: coded('x', 'attachments-needed'),
          extension: [pasExtension('extension-serviceLineNumber', { valuePositiveInt: 1 })],
          valueCodeableConcept: coded('http://loinc.org', '11506-3'),
        },
      ],
    },
  );

const INSTEAD: readonly unknown[] = [undefined, null, 0, 'x', true, [], {}, [null], [{}], { resourceType: 'Bundle' }];

/** Every place of a value, as a way to it. */
const placesIn = (value: unknown): readonly (readonly string[])[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [[name], ...placesIn(inner).map((rest) => [name, ...rest])]);

const spoilt = (value: Part, way: readonly string[], instead: unknown): Part => {
  const copy = structuredClone(value);
  const parent = way.slice(0, -1).reduce((at: Part, name) => at[name], copy);
  const last = way.at(-1) ?? '';
  if (instead === undefined) delete parent[last];
  else parent[last] = structuredClone(instead);
  return copy;
};

describe.each([
  ['pended', answeredItem(1, 'A4')],
  ['certified', certifiedItem()],
])('an answer that says %s, spoilt at each of its places', (action, item) => {
  const bundle = whole(item);
  test('is read or not, never throws, and never says more than it said', () => {
    expect(readPasResponse(bundle, EXPECTED)).toMatchObject({ is: 'answered', items: [{ action }] });
    for (const way of placesIn(bundle))
      for (const instead of INSTEAD) {
        const body = spoilt(bundle, way, instead);
        const asked: Part = readInquiryAnswer(body, EXPECTED);
        for (const answer of [asked, readPasResponse(body, EXPECTED) as Part]) {
          const actions: readonly string[] = (answer.items ?? []).map((one: Part) => one.action);
          if (actions.every((one) => one === action)) continue;
          throw new Error(`${way.join('.')} ${JSON.stringify(instead)}: ${JSON.stringify(answer)}`);
        }
        // A request is sent again only where its own answer is there no longer.
        if (asked.is === 'rejected')
          expect(JSON.stringify(body.entry ?? '')).not.toMatch(
            /ClaimResponse.*ITEM-1.*MSG-1|ClaimResponse.*MSG-1.*ITEM-1/,
          );
      }
  });
});

test('cut anywhere, it is silence', () => {
  const text = JSON.stringify(whole(certifiedItem()));
  for (let length = 0; length < text.length; length += 7)
    expect(readPasReply({ status: 200, text: text.slice(0, length) }, false, EXPECTED).is).toBe('silent');
});

test('an answer of the largest size is read in a moment', () => {
  const items = Array.from({ length: 999 }, (_, index) => certifiedItem(index + 1, `AUTH-${index}`));
  const beside = Array.from({ length: 1_900 }, (_, index) => ({
    resourceType: 'CommunicationRequest',
    id: `c${index}`,
    status: 'active',
    payload: [{ contentString: '11506-3' }],
  }));
  const began = performance.now();
  const answer: Part = readPasResponse(answerBundle(claimResponse(items), ...beside), EXPECTED);
  expect(answer.items).toHaveLength(999);
  expect(performance.now() - began).toBeLessThan(5_000);
});
