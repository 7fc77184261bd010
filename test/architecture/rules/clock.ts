import { forbid, isSource, type Rule } from './tree.ts';

const NOW = /\bDate\.now\b|\bnew Date\s*\(\s*\)|\bperformance\.now\b|\bprocess\.hrtime\b/g;
/** Time to live, tokens, breakers and queues live on real time, and the port itself reads it. */
const READS_REAL_TIME = /^(infra|shared\/adapters)\/|^shared\/lambda\/open-/;

/** Time comes from `ports.clock`, so that a test, a replay and a sandbox can say what time it is. */
export const checkClock: Rule = forbid(
  (file) => isSource(file) && !READS_REAL_TIME.test(file.path),
  NOW,
  'time comes from ports.clock',
);
