import { forbid, isSource, type Rule } from './tree.ts';

const NOW = /\bDate\.now\b|\bnew Date\s*\(\s*\)|\bperformance\.now\b|\bprocess\.hrtime\b/g;
/** TTLs, tokens, breakers and queues use real time, and the port itself reads it; client and page have clocks of their own. */
const READS_REAL_TIME =
  /^(infra|shared\/adapters)\/|^shared\/lambda\/open-|^(client\/transport\/system-clock|web\/clock)\.ts$/;

/** Time comes from `ports.clock`, so that a test, a replay and a sandbox can set it. */
export const checkClock: Rule = forbid(
  (file) => isSource(file) && !READS_REAL_TIME.test(file.path),
  NOW,
  'time comes from ports.clock',
);
