import { expect, test } from 'vitest';
import { known, type Facts } from '../../shared/core/model/facts.ts';
import { ask, PLAIN, theTest } from '../support/ask-core.ts';
const { chestPain: _c, ...REST } = PLAIN;
const BROKEN: Facts = { knownCad: known(false), priorPci: known({ date: '2023-01-01' }) };
const missingAfter = (before: readonly [string, string], facts: Facts) => {
  theTest(ask({ payer: before[0], dialect: 'order', facts: {} }, before[1]));
  const { alternatives = [] } = theTest(ask({ payer: 'uhc-commercial', dialect: 'order', facts }, '93350'));
  return alternatives.map(({ code, missing }) => [code, missing.map(m => m.fact).join()].join(' '));
};
test('x', () => {
  let n = 0;
  const extra: Facts[] = [{}, { stableNow: known(true) }, { bmi: known(42) }, { cadRisk: known('low') }, { chestPain: known('none'), exertionalDyspnea: known(false) }, {canExercise: known(true)}, {syncope: known(true)}, {sex: known('male')}];
  for (const payer of ['original-medicare', 'highmark', 'cigna-commercial', 'medicare-advantage', 'medicaid'])
    for (const code of ['78452', '93350', '93015', '78431'])
      for (const more of extra) { n++;
        try { const r = missingAfter([payer, code], { ...BROKEN, ...more, age: known(20 + n) } as Facts); console.log('got', payer, code, JSON.stringify(r)); } catch (e) { console.log('threw', payer, code, JSON.stringify(more), String(e)); }
      }
});
