import { expect, test } from 'vitest';
import { draftOver, followUpDraftOf, followUpOf } from '../../web/panel/follow-up-draft.ts';

const before = { assignee: 'Dana', followUp: '2026-06-04' };

test('what was typed is saved, and nothing else', () => {
  const draft = { ...followUpDraftOf(before), waitingOn: ' the plan ', followUp: '' };
  expect(followUpOf(draft, before)).toEqual({ waitingOn: 'the plan', clear: ['followUp'] });
  expect(followUpOf(followUpDraftOf(before), before)).toEqual({});
});

test('over a newer version a field nobody touched is not taken back', () => {
  const draft = { ...followUpDraftOf(before), note: 'Left a message.', waitingOn: 'the plan' };
  const after = { assignee: 'Lee', waitingOn: 'the clinic' };
  const over = draftOver(draft, before, after);
  expect(over).toMatchObject({ assignee: 'Lee', followUp: '', waitingOn: 'the plan', note: 'Left a message.' });
  expect(followUpOf(over, after)).toEqual({ waitingOn: 'the plan', note: 'Left a message.' });
});
