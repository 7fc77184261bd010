import { overallAdvice } from '../core/answer/answer.ts';
import { resourceName } from '../fhir/chart/resource-name.ts';
import type { Subject } from './hook-service.ts';
import type { Said } from './said.ts';

/** An order without an id matches no other. */
const keyOf = (subject: Subject): unknown => {
  const { resource } = subject.order;
  return resource.id ? resourceName(resource) : subject;
};

/** Each order once, at its first occurrence. */
export const onceEach = (subjects: readonly Subject[]): readonly Subject[] => {
  const seen = new Set<unknown>();
  return subjects.filter((one) => {
    const isNew = !seen.has(keyOf(one));
    seen.add(keyOf(one));
    return isNew;
  });
};

/**
 * An order with several visits is answered once for each, since each has its own date; no message has an order twice.
 * Orders of one visit stay together: their answer under a coverage is one assertion.
 */
export const byVisit = (subjects: readonly Subject[]): readonly (readonly Subject[])[] => {
  if (onceEach(subjects).length === subjects.length) return [subjects];
  const visits = [...new Set(subjects.map(({ visit }) => visit))];
  return visits.map((visit) => onceEach(subjects.filter((one) => one.visit === visit)));
};

const isSame = (a: Said, b: Said): boolean =>
  keyOf(a.subject) === keyOf(b.subject) &&
  a.subject.target.exact === b.subject.target.exact &&
  a.coverage.reference === b.coverage.reference;

/** Where one resource gets the statements of several visits, the strictest visit decides. */
export const strictestVisit = (said: readonly Said[]): readonly Said[] =>
  said.filter((one) => {
    const rivals = said.filter((other) => isSame(one, other));
    const advice = overallAdvice(rivals.map(({ determination }) => determination.advice));
    return one === rivals.find(({ determination }) => determination.advice === advice);
  });
