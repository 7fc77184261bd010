import { Server } from 'node:http';

/**
 * Preloaded into a service. `DIE_AT='7 before'`: it ends by SIGKILL before the seventh write of its table, or `after` it, when the
 * engine has it and nobody was told. SIGUSR2 moves its clock on by five minutes; `CLOCK_AHEAD_MS`: how far it is when it starts.
 */
const [at, when] = (process.env.DIE_AT ?? '').split(' ');
let left = Number(at) || Number.POSITIVE_INFINITY;
const die = () => process.kill(process.pid, 'SIGKILL');
const isWrite = ({ headers }) => /^DynamoDB_\d+\.(Put|Update|BatchWrite|Delete)/.test(headers['x-amz-target'] ?? '');

let aheadMs = Number(process.env.CLOCK_AHEAD_MS ?? 0);
process.on('SIGUSR2', () => {
  aheadMs += 300_000;
});
const RealDate = globalThis.Date;
const realNow = RealDate.now;
RealDate.now = () => realNow() + aheadMs;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, made) => Reflect.construct(target, args.length ? args : [target.now()], made),
  apply: (target) => new target(target.now()).toString(),
});

const { emit } = Server.prototype;
Server.prototype.emit = function (name, ...args) {
  if (name !== 'request') return emit.call(this, name, ...args);
  const [request, response] = args;
  // Clients of AWS correct their clock by it.
  response.setHeader('date', new Date().toUTCString());
  if (isWrite(request) && --left === 0) {
    if (when === 'before') die();
    response.end = die;
  }
  return emit.call(this, name, ...args);
};
