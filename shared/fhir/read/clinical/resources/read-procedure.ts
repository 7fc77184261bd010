import type { Coding, Procedure } from 'fhir/r4';
import type { FactMapEntry } from '../../../../core/model/codebook.ts';
import { VOCABULARY } from '../../../../core/model/vocabulary.ts';
import type { ClinicalContext, Read } from '../finding.ts';
import { earlierTest, testKindOf } from '../ischemia-test.ts';
import { codingsOf, meaningOf, readMeaning } from '../read-code-meaning.ts';
import { revascularizationOf } from '../revascularization.ts';
import { dateOf } from '../when.ts';

const performedOn = ({ performedDateTime, performedPeriod, performedString }: Procedure) =>
  dateOf(performedDateTime ?? performedPeriod?.start ?? performedPeriod?.end ?? performedString);

/** A Procedure only shows events; its code's other meanings are not used. */
const eventsOf = (coding: Coding, { codebook }: ClinicalContext): FactMapEntry => {
  const { sets = [], evidence = 'illustrative' } = meaningOf(coding, codebook) ?? {};
  const billed = revascularizationOf(coding, codebook);
  return {
    evidence,
    sets: [
      ...sets.filter(({ fact }) => VOCABULARY[fact].type === 'event'),
      ...(billed ? [{ fact: billed, value: {} }] : []),
    ],
  };
};

export const readProcedure: Read<'Procedure'> = (procedure, reference, context) => {
  if (procedure.status !== 'completed') return [];
  const done = performedOn(procedure);
  const kind = testKindOf([procedure.code], context.codebook);
  return [
    ...(kind ? earlierTest(kind, done, undefined, reference, context.serviceDate) : []),
    ...codingsOf(procedure.code).flatMap((coding) =>
      readMeaning(eventsOf(coding, context), { reference, rank: 'chart', done, tested: done }, context),
    ),
  ];
};
