import { describe, expect, test } from 'vitest';
import { readPayerAnswer } from '../../shared/x12/map/read-payer-answer.ts';
import { reviewContent, reviewItem } from '../support/x12/review-content.ts';
import { type ReviewSaid, reviewResponse } from '../support/x12/review-responses.ts';

const two = reviewContent({ items: [reviewItem(1, '78452'), reviewItem(2, '93015')] });
const answered = (said: ReviewSaid, content = reviewContent()) => {
  const response = readPayerAnswer(reviewResponse(said), { content, messageId: 'message-1' });
  if (response.is !== 'answered') throw new Error(JSON.stringify(response));
  return response;
};

describe('decisions on services', () => {
  const echo = (at: number) => `TRN*2*trace-item-${at}*1311234567`;

  test('A2 on the event, A1 and A3 on the services: the services win', () => {
    const response = answered(
      {
        event: ['HCR*A2*AUTH1', 'DTP*007*RD8*20990305-20990603'],
        services: [
          [echo(1), 'HCR*A1*AUTH1-1', 'SV1*HC:78452**UN*1'],
          [echo(2), 'HCR*A3**0F', 'SV1*HC:93015**UN*1'],
        ],
      },
      two,
    );
    expect(response.items).toEqual([
      expect.objectContaining({
        sequence: 1,
        action: 'certified',
        number: 'AUTH1-1',
        code: '78452',
        units: 1,
        window: { start: '2099-03-05', end: '2099-06-03' },
      }),
      expect.objectContaining({ sequence: 2, action: 'denied', reasons: [{ code: '0F' }] }),
    ]);
    expect(response.items[1]).not.toHaveProperty('number');
  });

  test.each([
    ['A3', 'A1'],
    ['A1', 'A3'],
    ['A4', 'A1'],
    ['A1', 'A4'],
    ['A1', 'CT'],
  ])('%s on the event and %s on the service: the service wins', (event, service) => {
    const said = { event: [`HCR*${event}`], services: [[`HCR*${service}`, 'SV1*HC:78452']] };
    const alone = { event: [], services: [[`HCR*${service}`, 'SV1*HC:78452']] };
    expect(answered(said).items.map(({ action }) => action)).toEqual(answered(alone).items.map(({ action }) => action));
  });

  test('a certified service without a number has that of the certified event', () => {
    const services = [['HCR*A1', 'SV1*HC:78452']];
    expect(answered({ event: ['HCR*A1*AUTH1'], services }).items[0]?.number).toBe('AUTH1');
    expect(answered({ event: ['HCR*A4*CASE1'], services }).items[0]).not.toHaveProperty('number');
  });

  test('services are told by their trace, then by their code', () => {
    const twice = reviewContent({
      items: [reviewItem(1, '78452'), reviewItem(2, '78452'), reviewItem(3, '93015', { modifiers: ['26'] })],
    });
    const items = answered(
      {
        services: [
          ['HCR*A3', 'SV1*HC:93015:26'],
          [echo(2), 'HCR*A1*B', 'SV1*HC:78452'],
          ['HCR*A1*A', 'SV1*HC:78452'],
        ],
      },
      twice,
    ).items;
    expect(items.map(({ sequence, number }) => [sequence, number])).toEqual([
      [3, undefined],
      [2, 'B'],
      [1, 'A'],
    ]);
  });

  test('a service nobody asked for has a sequence of its own', () => {
    const { items } = answered(
      {
        services: [
          ['HCR*A1*X', 'SV1*HC:75574'],
          ['HCR*A1*Y', 'SV1*HC:78452'],
        ],
      },
      two,
    );
    expect(items.map(({ sequence, code }) => [sequence, code])).toEqual([
      [3, '75574'],
      [1, '78452'],
    ]);
  });

  test('a decision on the event holds for a service the response does not decide', () => {
    const { items } = answered({ event: ['HCR*A1*AUTH1'], services: [['HCR*A3', 'SV1*HC:78452']] }, two);
    expect(items.map(({ sequence, action }) => [sequence, action])).toEqual([
      [1, 'denied'],
      [2, 'certified'],
    ]);
  });

  test('a part is certified and the response does not say which: nothing is taken as certified', () => {
    const response = answered({ event: ['HCR*A2*AUTH1'], services: [['HCR*A1*X', 'SV1*HC:78452']] }, two);
    expect(response.items.map(({ sequence }) => sequence)).toEqual([1]);
    expect(response.notes).toEqual(['The payer certified a part and does not say whether item 2 is in it: ask.']);
  });

  test('a decision on a request of several, and none on its services, is one on the whole', () => {
    expect(answered({ event: ['HCR*A1*AUTH1'] }, two).items).toEqual([
      { action: 'certified', number: 'AUTH1', reasons: [], needs: [] },
    ]);
  });

  test.each([
    ['a service that was not taken up', 'AAA*N**33*C'],
    ['a service with an action that is not known', 'HCR*A9'],
  ])('%s does not get the decision on the event', (_, line) => {
    const response = answered({ event: ['HCR*A1*AUTH1'], services: [[echo(2), line, 'SV1*HC:93015']] }, two);
    expect(response.items.map(({ sequence }) => sequence)).toEqual([1]);
    expect(response.notes).toHaveLength(1);
  });

  test('documents asked for at the event are asked for a pended service', () => {
    const { items } = answered(
      {
        event: ['HCR*A4', 'HI*LOI:11524-6'],
        services: [
          ['HCR*A4', 'SV1*HC:78452'],
          ['HCR*A1*X', 'SV1*HC:93015'],
        ],
      },
      two,
    );
    expect(items.map(({ needs }) => needs.length)).toEqual([1, 0]);
  });

  test('an institutional line has its code in SV202', () => {
    expect(answered({ services: [['HCR*A1*X', 'SV2*0482*HC:78452**UN*2']] }).items).toMatchObject([
      { sequence: 1, code: '78452', units: 2 },
    ]);
  });
});
