import { Server } from 'node:http';

/**
 * Moves the clock of a process `CLOCK_AHEAD_DAYS` whole days on. Loaded before anything else, by
 * `NODE_OPTIONS='--import file:///…/clock-ahead.mjs'`, so that the workers and processes it starts have the same clock.
 * Timers and the times of files stay as they are.
 */
const days = Number(process.env.CLOCK_AHEAD_DAYS ?? 0);
if (!Number.isInteger(days)) throw new Error('CLOCK_AHEAD_DAYS must be a whole number of days.');

const RealDate = globalThis.Date;
const realNow = RealDate.now;
RealDate.now = () => realNow() + days * 86_400_000;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, made) => Reflect.construct(target, args.length ? args : [target.now()], made),
  apply: (target) => new target(target.now()).toString(),
});

// Node's own header is written by the clock of the machine, and clients of AWS correct theirs by it.
const emit = Server.prototype.emit;
Server.prototype.emit = function emitWithDate(name, ...args) {
  if (name === 'request') args[1].setHeader('date', new Date().toUTCString());
  return emit.call(this, name, ...args);
};
