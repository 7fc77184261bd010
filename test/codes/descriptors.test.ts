import { expect, test } from 'vitest';
import { makeDescribe } from '../../shared/codes/descriptors.ts';
import { CPT, HCPCS, ICD10CM } from '../../shared/codes/systems.ts';

const describe = makeDescribe({ '93015': 'Licensed words', J2785: 'Other words' });

test('a licensed text is added beside its billing code, wherever the body has it', () => {
  const body = {
    item: [{ productOrService: { coding: [{ system: CPT, code: '93015' }] } }],
    extension: [{ valueCoding: { system: HCPCS, code: 'J2785' } }],
  };
  expect(describe(body)).toEqual({
    item: [{ productOrService: { coding: [{ system: CPT, code: '93015', display: 'Licensed words' }] } }],
    extension: [{ valueCoding: { system: HCPCS, code: 'J2785', display: 'Other words' } }],
  });
});

test('a text the caller gave, other codes and other systems stay as they are', () => {
  const body = [
    { system: CPT, code: '93015', display: 'As sent' },
    { system: CPT, code: '93017' },
    { system: ICD10CM, code: '93015' },
    { code: '93015' },
    null,
    'text',
    7,
  ];
  expect(describe(body)).toEqual(body);
});

test('a file that is not a list of texts is refused', () => {
  expect(() => makeDescribe({ '93015': '' })).toThrow();
  expect(() => makeDescribe(['93015'])).toThrow();
});
