import { expect, test } from 'vitest';
import { readSettings } from '../../infra/local/settings.ts';

test('without anything set: port 3000, a folder beside the code, open on this machine', () => {
  const usual = { port: 3000, dataDir: '.stresspass', auth: 'open', demoDay: true };
  expect(readSettings({})).toEqual(usual);
  expect(readSettings({ PORT: '', DATA_DIR: '', AUTH: '', DEMO_DAY: '', DYNAMODB_ENDPOINT: '' })).toEqual(usual);
});

test('what is set counts', () => {
  expect(
    readSettings({
      PORT: '0',
      DATA_DIR: ':memory:',
      AUTH: 'required',
      DEMO_DAY: 'off',
      DYNAMODB_ENDPOINT: 'http://localhost:8000',
      EHR_ORIGINS: 'https://ehr.example, https://other.example:8443',
    }),
  ).toEqual({
    port: 0,
    dataDir: ':memory:',
    auth: 'required',
    demoDay: false,
    dynamodbEndpoint: 'http://localhost:8000',
    ehrOrigins: ['https://ehr.example', 'https://other.example:8443'],
  });
});

test.each([
  [{ PORT: 'abc' }, 'PORT is "abc"'],
  [{ PORT: '70000' }, 'PORT is "70000"'],
  [{ PORT: '-1' }, 'PORT is "-1"'],
  [{ AUTH: 'maybe' }, 'AUTH is "maybe"'],
  [{ DEMO_DAY: 'tomorrow' }, 'DEMO_DAY is "tomorrow"'],
  [{ EHR_ORIGINS: 'https://ehr.example; script-src *' }, 'is no origin'],
])('%o is refused by name', (environment, says) => {
  expect(() => readSettings(environment)).toThrow(says);
});
