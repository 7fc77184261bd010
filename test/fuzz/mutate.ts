import type { Random } from '../../infra/cli/falsify/random.ts';
import { isObject, type Step, stepsIn, valueAt } from '../fhir/structure-spoil.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { CODES, likeCode, NAMES, NUMBERS, TEXTS, TIMES } from './hostile.ts';

interface Place {
  readonly owner: Record<Step, unknown>;
  readonly step: Step;
  readonly value: unknown;
}
type Mutation = (place: Place, message: Part, random: Random) => void;

const placeAt = (message: Part, steps: readonly Step[]): Place => {
  const step = steps.at(-1) ?? '';
  const owner = valueAt(message, steps.slice(0, -1)) as Record<Step, unknown>;
  return { owner, step, value: owner[step] };
};
const somewhere = (message: Part, random: Random): Place => placeAt(message, random.pick(stepsIn(message)));

const set = (owner: object, step: Step, value: unknown): void => {
  if (Array.isArray(owner) && typeof step === 'string') return;
  Object.defineProperty(owner, step, { value, enumerable: true, writable: true, configurable: true });
};

const remove = ({ owner, step }: Place): void => {
  if (Array.isArray(owner)) owner.splice(Number(step), 1);
  else Reflect.deleteProperty(owner, step);
};

const nested = (value: unknown, depth: number, random: Random): unknown => {
  let inner = value;
  for (let n = 0; n < depth; n++) inner = random.chance(0.5) ? [inner] : { extension: inner };
  return inner;
};

const isCode = (value: unknown) => typeof value === 'string' && CODES.includes(value);
const isTime = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d/.test(value);

/** Leaves that stay what they are, so that the message is still sound and leads to another answer. */
const likely: Mutation = (_place, message, random) => {
  const leaves = stepsIn(message)
    .map((steps) => placeAt(message, steps))
    .filter(({ value }) => isCode(value) || isTime(value) || typeof value === 'number' || typeof value === 'boolean');
  if (leaves.length === 0) return;
  const { owner, step, value } = random.pick(leaves);
  if (isCode(value)) set(owner, step, random.pick(likeCode(String(value))));
  else if (isTime(value)) set(owner, step, `202${4 + random.int(5)}${String(value).slice(4)}`);
  else set(owner, step, typeof value === 'number' ? 1 + random.int(9) : !value);
};

/** References and ids of the message point somewhere else in it. */
const mixIds: Mutation = (_place, message, random) => {
  const named = stepsIn(message)
    .filter((steps) => ['id', 'reference', 'fullUrl'].includes(String(steps.at(-1))))
    .map((steps) => placeAt(message, steps));
  if (named.length < 2) return;
  const { owner, step } = random.pick(named);
  set(owner, step, structuredClone(random.pick(named).value));
};

/** Share of messages that stay sound, so that not all end at the first check. */
const LIKELY = 0.5;
const SOUND: readonly Mutation[] = [...Array<Mutation>(9).fill(likely), (place) => remove(place)];

const MUTATIONS: readonly Mutation[] = [
  likely,
  mixIds,
  (place) => remove(place),
  ({ owner, step, value }) => {
    if (Array.isArray(owner)) owner.push(structuredClone(value));
    else set(owner, step, [value, structuredClone(value)]);
  },
  ({ owner, step, value }, _message, random) =>
    set(
      owner,
      step,
      random.pick<unknown>([null, true, {}, [], '', 7, [null], [value], { value }, JSON.stringify(value) ?? '']),
    ),
  ({ owner, step }, message, random) => set(owner, step, structuredClone(somewhere(message, random).value)),
  ({ owner, step }, _message, random) => set(owner, step, random.pick(TEXTS)),
  ({ owner, step }, _message, random) => set(owner, step, random.pick(TIMES)),
  ({ owner, step }, _message, random) => set(owner, step, random.pick(NUMBERS)),
  ({ owner, step }, _message, random) => set(owner, step, random.pick(CODES)),
  ({ owner, step, value }, _message, random) => {
    if (Array.isArray(owner)) return;
    Reflect.deleteProperty(owner, step);
    set(owner, random.pick(NAMES), value);
  },
  ({ value, owner }, _message, random) =>
    set(isObject(value) ? value : owner, random.pick(NAMES), random.pick<unknown>([{}, 'x', [{ url: 'x' }], null, 1])),
  ({ value }, _message, random) => {
    if (!isObject(value)) return;
    const kind = random.pick(['extension', 'modifierExtension']);
    set(value, kind, [{ url: random.pick(TEXTS), valueString: random.pick(TEXTS) }]);
  },
  ({ owner, step, value }, _message, random) => set(owner, step, nested(value, 1 + random.int(80), random)),
  ({ owner, step, value }, _message, random) => {
    const list = Array.isArray(value) ? value : Array.isArray(owner) ? owner : undefined;
    if (!list) set(owner, step, [value]);
    else if (random.chance(0.5)) list.reverse();
    else for (let n = random.int(40); n > 0 && list.length < 200; n--) list.push(structuredClone(list[0]));
  },
];

/** The message with a few things about it changed, most of them in a way its kind allows. */
export const mutate = (message: Part, random: Random): Part => {
  const copy = structuredClone(message);
  const isLikely = random.chance(LIKELY);
  for (let left = 1 + random.int(4); left > 0; left--) {
    if (stepsIn(copy).length === 0) break;
    const mutation = isLikely ? random.pick(SOUND) : random.pick(MUTATIONS);
    mutation(somewhere(copy, random), copy, random);
  }
  return copy;
};

const at = (text: string, random: Random): number => random.int(text.length + 1);

/** Text that was JSON. */
const SPOILED: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => text.slice(0, at(text, random)),
  (text, random) => {
    const where = at(text, random);
    return text.slice(0, where) + random.pick(TEXTS) + text.slice(where + random.int(3));
  },
  (text, random) => text.replace(/"\w+":/g, (name) => (random.chance(0.05) ? '"__proto__":' : name)),
  (text, random) => text.replace(/^\{/, `{${JSON.stringify(random.pick(NAMES))}:1,`),
  (text, random) => `${random.pick(['\ufeff', '  ', '[', '{}', 'null,', '//', '"'])}${text}`,
  (text, random) => `${text}${random.pick(['}', ',', '\u0000', ' ', 'x', text.slice(0, 40)])}`,
  (text, random) => text.replaceAll(/\d+/g, (number) => (random.chance(0.1) ? `${number}e${random.int(400)}` : number)),
  (_text, random) => '['.repeat(1 + random.int(100_000)),
  (_text, random) => `{"a":`.repeat(1 + random.int(5_000)),
  (_text, random) => random.pick(['', 'null', '[]', '0', '"x"', '{}', 'NaN', '<xml/>', '{"resourceType":"Bundle"}']),
];

/** The message as text; now and then no JSON any more. */
export const textOf = (message: Part, random: Random): string => {
  const text = JSON.stringify(message) ?? '';
  return random.chance(0.12) ? random.pick(SPOILED)(text, random) : text;
};
