import * as z from 'zod/mini';
import { channelMapFile } from '../../../shared/codes/channel-table.ts';
import { payersFile } from '../../../shared/rule-files/schema/payers-schema.ts';
import { benefitRulesFile, definitionsFile, programFile } from '../../../shared/rule-files/schema/program-schema.ts';
import { rulesetFile } from '../../../shared/rule-files/schema/ruleset-schema.ts';

const FILES = {
  channels: channelMapFile,
  ruleset: rulesetFile(),
  program: programFile(),
  definitions: definitionsFile(),
  'benefit-rules': benefitRulesFile(),
  payers: payersFile,
} as const;
type SchemaName = keyof typeof FILES;

/** Which schema a rule file follows, by its path. */
export const schemaOf = (path: string): SchemaName => {
  if (path === 'payers.json') return 'payers';
  if (path.startsWith('channels/')) return 'channels';
  if (path.startsWith('programs/')) return 'program';
  if (path.startsWith('definitions/')) return 'definitions';
  return path.startsWith('benefit-rules/') ? 'benefit-rules' : 'ruleset';
};

/** The JSON Schema (draft 2020-12) of every kind of rule file, as text, by file name. `$comment` is allowed anywhere. */
export const jsonSchemas = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(FILES).map(([name, schema]) => {
      const json = z.toJSONSchema(schema, {
        reused: 'ref',
        override: ({ jsonSchema }) => {
          if (jsonSchema.properties) jsonSchema.properties.$comment = { type: 'string' };
        },
      });
      return [`${name}.schema.json`, `${JSON.stringify({ title: `Stresspass ${name} file`, ...json }, null, 1)}\n`];
    }),
  );
