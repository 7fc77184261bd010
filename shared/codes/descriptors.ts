import * as z from 'zod/mini';
import { CPT, HCPCS } from './systems.ts';

const file = z.record(z.string(), z.string().check(z.minLength(1)));

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Descriptors a deployer has licensed, by code: adds each beside its billing code wherever a body has the code without
 * one. For display only: they decide nothing and are never stored.
 */
export const makeDescribe = (json: unknown): ((body: unknown) => unknown) => {
  const texts = new Map(Object.entries(file.parse(json)));
  const describe = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(describe);
    if (!isNode(value)) return value;
    const described = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, describe(one)]));
    const { system, code, display } = value;
    const text = system === CPT || system === HCPCS ? texts.get(String(code)) : undefined;
    return text === undefined || display !== undefined ? described : { ...described, display: text };
  };
  return describe;
};
