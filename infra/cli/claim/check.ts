import type { CheckedClaim, Finding } from '../../../client/index.ts';
import { type JsonOption, print } from '../print.ts';
import { readTextFile } from '../read-file.ts';
import type { ExitCode } from '../refusal.ts';
import { withClient } from '../service/open-client.ts';
import type { ServiceOption } from '../service/options.ts';

const findingLine = ({ severity, carc, says, fix }: Finding): string =>
  `  ${severity.padEnd(11)} ${carc ? `(adjustment ${carc}) ` : ''}${says} ${fix}`;

const describe = ({ advice, reasons, findings }: CheckedClaim['lines'][number], index: number): readonly string[] => [
  `Line ${index + 1}   ${advice || 'no stress test'}`,
  ...reasons.map((reason) => `  ${reason}`),
  ...findings.map(findingLine),
];

/** Advice with which the claim would not be paid as it is. */
const STOPS: ReadonlySet<string> = new Set([
  'fix-coding',
  'fix-authorization',
  'no-active-coverage',
  'benefit-not-covered',
]);

export const checkClaim = async (file: string, options: JsonOption & ServiceOption): Promise<ExitCode> => {
  const body = readTextFile(file);
  const { found, json } = await withClient(options.url, (client) => client.checkClaim(body));
  const { advice, disposition, lines, warnings } = found;
  print(options, json, [
    `Claim    ${advice}`,
    `Answer   ${disposition}`,
    ...warnings.map((warning) => `Note     ${warning}`),
    ...lines.flatMap(describe),
  ]);
  const fails = lines.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  return fails || STOPS.has(advice) ? 1 : 0;
};
