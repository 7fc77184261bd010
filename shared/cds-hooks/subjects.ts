import type { ServiceRequest } from 'fhir/r4';
import { isObject } from '../core/model/is-object.ts';
import { localName, resourceName } from '../fhir/chart/resource-name.ts';
import type { HookCall, Subject } from './hook-service.ts';
import { at, entriesHeld, type Held } from './prefetch/held.ts';

export type HeldOrder = Held & { readonly resource: ServiceRequest };

const OVER: ReadonlySet<unknown> = new Set(['completed', 'entered-in-error', 'revoked']);
export const isOrder = (held: Held | undefined): held is HeldOrder => held?.resource.resourceType === 'ServiceRequest';
export const isOpen = ({ resource }: HeldOrder): boolean => !OVER.has(resource.status);

/** One reference or several: clients send both where a hook defines only one. */
export const namesIn = (value: unknown): readonly string[] => {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return [...new Set(all.flatMap((one) => localName(isObject(one) ? one.reference : one) ?? []))];
};

/** The orders among the references of a `basedOn`. */
export const ordersNamedBy = (basedOn: unknown): readonly string[] =>
  namesIn(basedOn).filter((name) => name.startsWith('ServiceRequest/'));

export const withName = (held: readonly Held[], name: string): Held | undefined =>
  held.find(({ resource }) => resourceName(resource) === name);

const contextOf = ({ context: { plain } }: HookCall): Readonly<Record<string, unknown>> =>
  isObject(plain) ? plain : {};

/** Orders contained in the context itself. */
export const draftSubjects = (call: HookCall): readonly Subject[] =>
  entriesHeld(at(call.context, 'draftOrders'))
    .filter(isOrder)
    .filter(isOpen)
    .map((order) => ({ order, target: order }));

/** `dispatchedOrders` (hook version 1.1) or `order` (1.0, and what the test suite of CRD 2.0.1 sends). */
export const dispatchedReferences = (call: HookCall): readonly string[] => {
  const { dispatchedOrders, order } = contextOf(call);
  return ordersNamedBy(dispatchedOrders ?? order);
};

/** The referenced orders, each with the performer just selected. */
export const dispatchedSubjects = (call: HookCall, held: readonly Held[]): readonly Subject[] => {
  const [performer] = namesIn(contextOf(call).performer);
  return dispatchedReferences(call).flatMap((name): readonly Subject[] => {
    const target = withName(held, name);
    if (!isOrder(target) || !isOpen(target)) return [];
    const chosen = performer ? { performer: [{ reference: performer }] } : {};
    return [{ order: { ...target, resource: { ...target.resource, ...chosen } }, target }];
  });
};
