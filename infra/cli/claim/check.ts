import { type LineAnswer, readAnswer } from '../../local/read-answer.ts';
import { type JsonOption, print } from '../print.ts';
import { readTextFile } from '../read-file.ts';
import type { ExitCode } from '../refusal.ts';
import { askService } from '../service/call-service.ts';
import { findService } from '../service/find-service.ts';
import type { ServiceOption } from '../service/options.ts';

const findingLine = ({ severity, carc, says, fix }: LineAnswer['findings'][number]): string =>
  `  ${severity.padEnd(11)} ${carc ? `(adjustment ${carc}) ` : ''}${says} ${fix}`;

const describe = ({ advice, reasons, findings }: LineAnswer, index: number): readonly string[] => [
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
  const response = await askService(await findService(options.url), { method: 'POST', path: '/r4/Claim/$check', body });
  const { advice, disposition, lines, warnings } = readAnswer(response);
  print(options, response, [
    `Claim    ${advice}`,
    `Answer   ${disposition}`,
    ...warnings.map((warning) => `Note     ${warning}`),
    ...lines.flatMap(describe),
  ]);
  const fails = lines.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  return fails || STOPS.has(advice) ? 1 : 0;
};
