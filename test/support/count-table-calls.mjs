/** Preloaded into a service: says at its end, and whenever asked by SIGUSR2, how often its table was called. */
import { Server } from 'node:http';
import { cpuUsage, memoryUsage } from 'node:process';

let calls = 0;
const { emit } = Server.prototype;
Server.prototype.emit = function (name, request, ...rest) {
  if (name === 'request' && /^DynamoDB_/.test(request.headers['x-amz-target'] ?? '')) calls += 1;
  return emit.call(this, name, request, ...rest);
};
process.on('SIGUSR2', () => {
  const { user, system } = cpuUsage();
  const said = { calls, cpuMs: Math.round((user + system) / 1_000), rssMb: Math.round(memoryUsage().rss / 1e6) };
  process.stderr.write(`counted ${JSON.stringify(said)}\n`);
});
