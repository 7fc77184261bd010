import * as z from 'zod/mini';
import { SANDBOX_TENANT } from '../../local/environment.ts';
import { callAws } from '../events/call-aws.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { findService } from '../service/find-service.ts';
import type { ServiceOption } from '../service/options.ts';

const HOURS = { d: 24, h: 1 } as const;
const shape = z.object({ Now: z.string(), Today: z.string(), HoursAhead: z.number(), Announced: z.number() });

/** `+3d` as hours. @throws on anything else. */
const hoursOf = (move: string): number => {
  const [, amount, unit] = /^\+(\d{1,4})([dh])$/.exec(move) ?? [];
  if (!amount || !unit) throw wrongUsage(`"${move}" moves no clock; +3d, +36h or reset does.`);
  return Number(amount) * HOURS[unit as keyof typeof HOURS];
};

/** Moves the sandbox's clock; without a move, only tells it. */
export const moveClock = async (url: string, move: string | undefined) => {
  const asked = move === undefined ? {} : move === 'reset' ? { Reset: true } : { Hours: hoursOf(move) };
  return shape.parse(await callAws(url, 'Stresspass.MoveClock', { Tenant: SANDBOX_TENANT, ...asked }));
};

const days = (hours: number): string => (hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`);

export const moveSandboxClock = async (
  move: string | undefined,
  options: ServiceOption & JsonOption,
): Promise<ExitCode> => {
  const clock = await moveClock(await findService(options.url), move);
  const { Now, Today, HoursAhead, Announced } = clock;
  print(options, { now: Now, today: Today, hoursAhead: HoursAhead, announced: Announced }, [
    `Sandbox  ${Today}, ${HoursAhead ? `${days(HoursAhead)} ahead` : 'real time'}`,
    ...(Announced
      ? [`Due      ${Announced} orders had deadlines pass by then; npx stresspass events listen shows them.`]
      : []),
  ]);
  return 0;
};
