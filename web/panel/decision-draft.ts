import type { Decision } from '../../client/index.ts';
import { words } from '../words/words.ts';
import type { Proposed } from './read-portal-text.ts';

/** A decision while it is typed. */
export interface Draft {
  readonly decision: string;
  readonly number: string;
  readonly numberKind: string;
  readonly from: string;
  readonly to: string;
  readonly codes: string;
  readonly units: string;
  readonly place: string;
  readonly by: string;
  readonly reason: string;
}

export const EMPTY: Draft = {
  decision: '',
  number: '',
  numberKind: 'authorization',
  from: '',
  to: '',
  codes: '',
  units: '',
  place: '',
  by: 'portal',
  reason: '',
};

const text = words.record;

/** What was read from a text is laid over what was typed. */
export const withProposed = (draft: Draft, proposed: Proposed): Draft => ({
  ...draft,
  ...(proposed.decision ? { decision: proposed.decision } : {}),
  ...(proposed.number ? { number: proposed.number } : {}),
  ...(proposed.numberKind ? { numberKind: proposed.numberKind } : {}),
  ...(proposed.from ? { from: proposed.from } : {}),
  ...(proposed.to ? { to: proposed.to } : {}),
  ...(proposed.codes ? { codes: proposed.codes.join(' ') } : {}),
  ...(proposed.units ? { units: String(proposed.units) } : {}),
});

export const proposedParts = ({ decision, number, from, codes, units }: Proposed): readonly string[] => [
  ...(decision ? [text.inDecision] : []),
  ...(number ? [text.inNumber] : []),
  ...(from ? [text.inDates] : []),
  ...(codes ? [text.inCodes] : []),
  ...(units ? [text.inUnits] : []),
];

const codesOf = ({ codes }: Draft): readonly string[] =>
  codes
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
/** An approval nobody can quote to the payer is worth little. */
const NEEDS_NUMBER = ['approved', 'partial'];

type Faults = Partial<Record<'decision' | 'number' | 'to' | 'codes', string>>;

export const faultsOf = (draft: Draft): Faults => ({
  ...(draft.decision ? {} : { decision: text.needDecision }),
  ...(NEEDS_NUMBER.includes(draft.decision) && !draft.number.trim() ? { number: text.needNumber } : {}),
  ...(draft.from && draft.to && draft.to < draft.from ? { to: text.dates } : {}),
  ...(codesOf(draft).every((code) => /^[A-Z0-9]{5}$/.test(code)) ? {} : { codes: text.codeForm }),
});

/** A draft without faults, as the service takes it. */
export const decisionOf = (draft: Draft): Decision => {
  const codes = codesOf(draft);
  const number = draft.number.trim();
  const reason = draft.reason.trim();
  const units = Number(draft.units);
  return {
    decision: draft.decision as Decision['decision'],
    ...(number ? { number, numberKind: draft.numberKind as NonNullable<Decision['numberKind']> } : {}),
    ...(draft.from ? { from: draft.from } : {}),
    ...(draft.to ? { to: draft.to } : {}),
    ...(codes.length ? { codes } : {}),
    ...(Number.isInteger(units) && units > 0 ? { units } : {}),
    ...(draft.place ? { place: draft.place } : {}),
    ...(reason ? { reason } : {}),
    by: draft.by as NonNullable<Decision['by']>,
  };
};
