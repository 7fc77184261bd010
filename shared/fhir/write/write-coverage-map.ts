import type { Parameters, ParametersParameter } from 'fhir/r4';
import type { CoverageMap, MapEntry, MapNote } from '../../core/coverage/coverage-map.ts';
import type { PolicyCriteria } from '../../core/criteria/policy-criteria.ts';
import type { Canonicals } from '../canonical.ts';

const entryPart = (entry: MapEntry, { payerSystem, ruleset }: Canonicals): ParametersParameter => {
  const { payer, payerName, group, word, answer, level, why, effectiveFrom, effectiveTo, retrieved } = entry;
  return {
    name: 'entry',
    part: [
      { name: 'payer', valueCoding: { system: payerSystem, code: payer, display: payerName } },
      { name: 'group', valueCode: group },
      { name: 'word', valueCode: word },
      ...(answer ? [{ name: 'answer', valueCode: answer }] : []),
      ...(level ? [{ name: 'level', valueCode: level }] : []),
      ...(why ? [{ name: 'why', valueString: why }] : []),
      ...(entry.ruleset
        ? [{ name: 'ruleset', valueCanonical: `${ruleset}/${entry.ruleset.id}|${entry.ruleset.version}` }]
        : []),
      ...(effectiveFrom ? [{ name: 'effectiveFrom', valueDate: effectiveFrom }] : []),
      ...(effectiveTo ? [{ name: 'effectiveTo', valueDate: effectiveTo }] : []),
      ...(retrieved ? [{ name: 'retrieved', valueDate: retrieved }] : []),
      ...entry.exceptions.map((id) => ({ name: 'exception', valueString: id })),
    ],
  };
};

const notePart = ({ payer, id, level, groups, says, evidence }: MapNote, { payerSystem }: Canonicals) => ({
  name: 'note',
  part: [
    { name: 'payer', valueCoding: { system: payerSystem, code: payer } },
    { name: 'exception', valueString: id },
    { name: 'scope', valueCode: level },
    ...groups.map((group) => ({ name: 'group', valueCode: group })),
    { name: 'says', valueString: says },
    { name: 'level', valueCode: evidence },
  ],
});

const policyParts = ({ criteria, otherwise }: PolicyCriteria): readonly ParametersParameter[] => [
  ...criteria.map(({ id, effect, says, cite, level }) => ({
    name: 'criterion',
    part: [
      { name: 'id', valueCode: id },
      { name: 'effect', valueCode: effect },
      { name: 'says', valueString: says },
      { name: 'cite', valueString: cite },
      { name: 'level', valueCode: level },
    ],
  })),
  { name: 'otherwise', valueCode: otherwise },
];

/** Beside the map the criteria of the one policy asked about. */
type ToldMap = CoverageMap & { readonly policy?: PolicyCriteria };

/** The answer of `$coverage-map`: one entry per payer and group, the notes entries refer to, and the criteria asked about. */
export const writeCoverageMap = (map: ToldMap, rulesVersion: string, canonicals: Canonicals): Parameters => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'date', valueDate: map.date },
    { name: 'rules', valueString: rulesVersion },
    ...map.entries.map((entry) => entryPart(entry, canonicals)),
    ...map.notes.map((note) => notePart(note, canonicals)),
    ...(map.policy ? policyParts(map.policy) : []),
  ],
});
