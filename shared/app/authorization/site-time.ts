import type { VisitStart } from '../../core/authorization/worklist.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Creating a formatter costs a hundred times what using it costs. */
const formatterOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timeZone);
  if (known) return known;
  const numeric = 'numeric' as const;
  const parts = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  const made = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...parts });
  formatters.set(timeZone, made);
  return made;
};

/** What a clock in the zone shows then, as if it were UTC. */
const wallClock = (time: number, timeZone: string): number => {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
};

const offsetAt = (time: number, timeZone: string): number => wallClock(time, timeZone) - Math.floor(time / 1000) * 1000;

/** An hour that a change of clocks repeats is its first; one it leaves out is the hour after. */
const instantOf = (local: string, timeZone: string): string => {
  const shown = Date.parse(`${local}Z`);
  const near = shown - offsetAt(shown, timeZone);
  const at = shown - offsetAt(near, timeZone);
  return new Date(wallClock(at, timeZone) === shown ? at : near).toISOString();
};

const MINUTE_MS = 60_000;
const NOON = 'T12:00:00';

const offsetText = (milliseconds: number): string => {
  const minutes = Math.abs(milliseconds) / MINUTE_MS;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${milliseconds < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
};

/** The start of a visit at a site: the instant, and how the site writes it; a day without a time stays a day. */
export const startAt = (start: VisitStart, timeZone: string): { readonly at: string; readonly start: string } => {
  const day = 'local' in start && !start.local.includes('T') ? start.local : undefined;
  const at = 'instant' in start ? start.instant : instantOf(day ? `${day}${NOON}` : start.local, timeZone);
  const time = Date.parse(at);
  const shown = new Date(wallClock(time, timeZone)).toISOString().slice(0, 19);
  return { at, start: day ?? `${shown}${offsetText(offsetAt(time, timeZone))}` };
};
